package io.millrace.connect.file.tail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Knows how long the unfinished end of a file has not changed. */
final class Patience {

  private static final long NEVER = Long.MAX_VALUE;

  private final Clock clock;
  private final List<Duration> limits;
  private boolean isWaiting;
  private long start;
  private long end;
  private long since;
  private long asked;

  /** Waits for the end of something that is at most as old as the limits. */
  Patience(List<Duration> limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** The bytes between these two offsets are unfinished. */
  void saw(long newStart, long newEnd) {
    asked = clock.millis();
    boolean isSame = isWaiting && start == newStart && end == newEnd;
    if (!isSame || asked < since) {
      since = asked;
    }
    isWaiting = newStart < newEnd;
    start = newStart;
    end = newEnd;
  }

  /** Whether the bytes between these two offsets have not changed for so long. */
  boolean isOver(Duration limit, long newStart, long newEnd) {
    boolean isSame = isWaiting && start == newStart && end == newEnd;
    return isSame && clock.millis() - since >= limit.toMillis();
  }

  /** Limits that were reached until now need no attention any more. */
  void attended(long now) {
    asked = Math.max(asked, now);
  }

  /** When a limit is reached that was not when somebody asked last. */
  long next() {
    long next = NEVER;
    for (Duration limit : limits) {
      long reached = since + limit.toMillis();
      if (isWaiting && reached > asked) {
        next = Math.min(next, reached);
      }
    }
    return next;
  }
}
