package io.millrace.connect.file.tail;

import java.util.Collection;

/** How far the files of a task are read, as of the last look. Read from any thread. */
public final class TailProgress {

  private volatile long followed;
  private volatile long unreadable;
  private volatile long open;
  private volatile long done;
  private volatile long lag;
  private volatile long lagAge;

  /** Paths that are followed, also those whose file is gone. */
  public long followed() {
    return followed;
  }

  /** Paths whose file cannot be read for now. */
  public long unreadable() {
    return unreadable;
  }

  /** Files that are open. */
  public long openFiles() {
    return open;
  }

  /** Bytes that are known to be there and were not read yet. */
  public long lag() {
    return lag;
  }

  /** How much of the files that are there was read, in percent. */
  public double readPercent() {
    long bytesDone = done;
    long bytes = bytesDone + lag;
    return bytes == 0 ? 100 : 100.0 * bytesDone / bytes;
  }

  /** For how many milliseconds some path was not read to its end. */
  public long lagAge() {
    return lagAge;
  }

  void measure(Collection<FollowedPath> paths, long now) {
    long unreadablePaths = 0;
    long openFiles = 0;
    long doneBytes = 0;
    long lagBytes = 0;
    long oldest = 0;
    for (FollowedPath path : paths) {
      Follower follower = path.follower();
      unreadablePaths += path.isUnreadable() ? 1 : 0;
      openFiles += follower.openFiles();
      doneBytes += follower.done();
      lagBytes += follower.lag();
      oldest = Math.max(oldest, path.lagAge(now));
    }
    followed = paths.size();
    unreadable = unreadablePaths;
    open = openFiles;
    done = doneBytes;
    lag = lagBytes;
    lagAge = oldest;
  }
}
