package io.millrace.connect.file;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/** When the sink hands on what it has buffered, and when it must be called even without records. */
final class FlushPace {

  private static final long SHORTEST_WAIT_MS = 100;

  private final long intervalMs;
  private final boolean goesByTime;
  private final Clock clock;
  private long flushedAt;
  private boolean isFlushed = true;

  /** Begins now; {@code goesByTime} if there is something to do although no records come. */
  FlushPace(Duration interval, boolean goesByTime, Clock clock) {
    this.intervalMs = interval.toMillis();
    this.goesByTime = goesByTime;
    this.clock = clock;
    this.flushedAt = clock.millis();
  }

  boolean isDue() {
    isFlushed = false;
    return Math.abs(clock.millis() - flushedAt) >= intervalMs;
  }

  void flushed() {
    flushedAt = clock.millis();
    isFlushed = true;
  }

  /** How long the worker may wait for records before it calls again. */
  OptionalLong nextCall(boolean hasRecords) {
    return goesByTime || (hasRecords && !isFlushed)
        ? OptionalLong.of(Math.max(SHORTEST_WAIT_MS, intervalMs))
        : OptionalLong.empty();
  }
}
