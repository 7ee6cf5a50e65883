package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Watches a count grow to its end. */
final class Arrival {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LongSupplier count;

  Arrival(LongSupplier count) {
    this.count = count;
  }

  /**
   * The seconds a full load takes at the pace measured between the first arrivals seen and the
   * last, so that the start of a connector does not count.
   */
  double secondsFor(long records) {
    Await.until("The first record", PATIENCE, () -> count.getAsLong() > 0);
    long begun = System.nanoTime();
    long early = count.getAsLong();
    Await.until("The last record", PATIENCE, () -> count.getAsLong() >= records);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return seconds * records / Math.max(1, records - early);
  }
}
