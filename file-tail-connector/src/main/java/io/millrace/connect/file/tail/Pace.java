package io.millrace.connect.file.tail;

import java.time.Duration;

/** When a file is looked at again: soon after it changed, then less and less often. */
final class Pace {

  private static final long SOON = 50;

  private final long longest;
  private final long scanInterval;
  private long backoff = SOON;
  private long next;

  Pace(Duration longest, Duration scanInterval) {
    this.longest = longest.toMillis();
    this.scanInterval = scanInterval.toMillis();
  }

  boolean isDue(long now) {
    return now >= next;
  }

  long next() {
    return next;
  }

  void lookNow() {
    next = 0;
  }

  void changed(long now) {
    backoff = Math.min(SOON, longest);
    next = now + backoff;
  }

  /**
   * Nothing happened.
   *
   * @param isScanned whether the regular scan would notice a change
   */
  void unchanged(long now, boolean isScanned) {
    backoff = Math.min(backoff * 2, longest);
    next = isScanned && backoff >= scanInterval ? Long.MAX_VALUE : now + backoff;
  }
}
