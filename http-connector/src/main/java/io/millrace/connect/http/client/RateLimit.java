package io.millrace.connect.http.client;

import java.time.Clock;
import java.time.Duration;

/** At most so many requests a second, evenly spaced, catching up at most a tenth of a second. */
public final class RateLimit {

  private static final double MOST_BEHIND_MILLIS = 100;

  private final Clock clock;
  private final double millisEach;
  private double nextMillis;

  /** Zero requests a second mean no limit. */
  public RateLimit(double perSecond, Clock clock) {
    this.clock = clock;
    this.millisEach = perSecond <= 0 ? 0 : 1000 / perSecond;
  }

  /** Takes a place if there is one: zero, or else how long to wait for one. */
  public Duration take() {
    if (millisEach == 0) {
      return Duration.ZERO;
    }
    double now = clock.millis();
    nextMillis = Math.max(nextMillis, now - MOST_BEHIND_MILLIS);
    if (nextMillis > now) {
      return Duration.ofMillis((long) Math.ceil(nextMillis - now));
    }
    nextMillis += millisEach;
    return Duration.ZERO;
  }

  /** Takes the next place, whenever it comes: how long to wait for it. */
  public Duration reserve() {
    Duration wait = take();
    if (!wait.isZero()) {
      nextMillis += millisEach;
    }
    return wait;
  }
}
