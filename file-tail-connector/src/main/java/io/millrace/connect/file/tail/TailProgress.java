package io.millrace.connect.file.tail;

import java.util.Collection;

/**
 * How far the files of a task are read.
 *
 * @param followed paths that are followed: whose file is there, or not read to its end yet
 * @param unreadable paths whose file cannot be read for now
 * @param openFiles files that are open
 * @param done bytes that were read of the files that are not finished
 * @param lag bytes that are known to be there and were not read yet
 * @param lagAge for how many milliseconds some path was not read to its end
 */
public record TailProgress(
    long followed, long unreadable, long openFiles, long done, long lag, long lagAge) {

  static TailProgress of(Collection<FollowedPath> paths, long now) {
    long unreadable = 0;
    long open = 0;
    long done = 0;
    long lag = 0;
    long oldest = 0;
    for (FollowedPath path : paths) {
      Follower follower = path.follower();
      unreadable += path.isUnreadable() ? 1 : 0;
      open += follower.openFiles();
      done += follower.done();
      lag += follower.lag();
      oldest = Math.max(oldest, path.lagAge(now));
    }
    return new TailProgress(paths.size(), unreadable, open, done, lag, oldest);
  }

  /** How much of the files that are there was read, in percent. */
  public double readPercent() {
    long bytes = done + lag;
    return bytes == 0 ? 100 : 100.0 * done / bytes;
  }
}
