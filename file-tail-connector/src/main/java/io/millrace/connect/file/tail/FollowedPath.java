package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A follower with its destination and its pace. */
final class FollowedPath {

  private static final Logger log = LoggerFactory.getLogger(FollowedPath.class);

  private final Follower follower;
  private final LineDecoder decoder;
  private final LineSink sink;
  private final Pace pace;
  private final StartPosition start;
  private @Nullable Optional<FileOffset> stored;
  private Sighting found;
  private Sighting attended;
  private boolean isUnreadable;
  private long waitsSince = -1;
  private long activeAt = -1;

  FollowedPath(
      Follower follower,
      LineDecoder decoder,
      LineSink sink,
      Pace pace,
      Sighting sighting,
      StartPosition start) {
    this.follower = follower;
    this.decoder = decoder;
    this.sink = sink;
    this.pace = pace;
    this.found = sighting;
    this.attended = sighting;
    this.start = start;
  }

  Follower follower() {
    return follower;
  }

  /** Whether it is not yet known where an earlier task stopped. */
  boolean awaitsOffset() {
    return stored == null;
  }

  void startAt(Optional<FileOffset> offset) {
    stored = offset;
  }

  boolean isUnreadable() {
    return isUnreadable;
  }

  /** How long there has been something that was not read; 0 if there is nothing. */
  long lagAge(long now) {
    if (follower.lag() == 0) {
      waitsSince = -1;
      return 0;
    }
    if (waitsSince < 0 || waitsSince > now) {
      waitsSince = now;
    }
    return now - waitsSince;
  }

  /** For how long nothing was read, with its file open. */
  long millisInactive(long now) {
    if (activeAt < 0 || activeAt > now || follower.openFiles() == 0) {
      activeAt = now;
    }
    return now - activeAt;
  }

  boolean isDue(long now) {
    boolean isNews = follower.hasMore() || decoder.isDue(now);
    return (isNews && !isUnreadable) || pace.isDue(now);
  }

  long millisUntilDue(long now) {
    if (awaitsOffset() || isDue(now)) {
      return 0;
    }
    return (isUnreadable ? pace.next() : Math.min(pace.next(), decoder.next())) - now;
  }

  /** Somebody else looked at the path. */
  void found(Sighting now) {
    found = now;
  }

  /** Whether all that was there is read, and nothing is left of it. */
  boolean isGone() {
    return found.isEmpty() && follower.isFinished();
  }

  /** A file is there again. */
  void cameBack(Sighting now, long time) {
    found = now;
    activeAt = time;
    pace.lookNow();
  }

  /** What was found and is new is opened. */
  void attendToFound() {
    if (follower.differsFrom(found.file())) {
      attempt(
          () -> {
            follower.look();
            pace.lookNow();
            attended = found;
          });
    } else if (!hasNewRotated(found)) {
      attended = found;
    } else if (follower.isFinished()) { // one after the other
      attempt(
          () -> {
            follower.lookAtRotated();
            pace.lookNow();
            attended = found;
          });
    }
  }

  private boolean hasNewRotated(Sighting now) {
    return now.file().isEmpty() && !now.rotated().equals(attended.rotated());
  }

  /** Whether nothing is at the path, and what looks like its rotated files came so. */
  boolean isVacant(RotatedNames names) {
    return attended.file().isEmpty() && names.cameSo(attended.rotated());
  }

  /** The rotated files that the user named as well, as they were called before compression. */
  Set<Path> rotated() {
    return attended.rotated().keySet().stream()
        .map(RotatedNames::plain)
        .collect(Collectors.toSet());
  }

  /** The file that was read to its end, as it is now. */
  Optional<Resting> resting() {
    return follower.resting().or(this::restingArchive);
  }

  private Optional<Resting> restingArchive() {
    return follower
        .restingArchive()
        .filter(file -> file.stat().equals(found.rotated().get(file.place())));
  }

  /** Whether a file is still at its end, and open if more could be written to it. */
  boolean holds(Resting file) {
    boolean isStill = resting().equals(Optional.of(file));
    return isStill && (file.isArchive() || (attempt(follower::hold) && isHeld()));
  }

  /** No more is expected in a file if it is still at its end: that is told with the next read. */
  void endsAt(Resting file) {
    if (resting().equals(Optional.of(file))) {
      follower.endsHere();
    }
  }

  private boolean isHeld() {
    return follower.openFiles() > 0;
  }

  void look() {
    attempt(follower::look);
  }

  /** Reads until the sink is full or nothing is there for now. */
  void read(ReadBuffer buffer, long now) {
    boolean wentWell =
        attempt(
            () -> {
              if (!follower.isResumed()) {
                resume();
              } else if (!follower.hasMore() || isUnreadable) {
                follower.look();
              }
              boolean isNews = follower.hasMore() || decoder.isDue(now);
              if (isNews || follower.isBehind()) {
                follower.read(buffer, decoder, sink);
                decoder.attended(now);
              }
              if (isNews) {
                activeAt = now;
                pace.changed(now);
              } else {
                pace.unchanged(now, !follower.isBehind());
              }
            });
    if (wentWell) {
      isUnreadable = false;
    } else {
      pace.unchanged(now, false);
    }
  }

  private void resume() throws IOException {
    if (stored != null) {
      follower.resume(stored, start);
    }
  }

  // One file that cannot be read must not stop the others, nor fill the log.
  private boolean attempt(DiskAction action) {
    try {
      action.run();
      return true;
    } catch (IOException e) {
      if (!isUnreadable) {
        isUnreadable = true;
        log.warn("File {} cannot be read for now: {}", follower.path(), e.toString());
      }
      return false;
    }
  }

  private interface DiskAction {
    void run() throws IOException;
  }
}
