package io.millrace.connect.common.metrics;

import io.millrace.connect.common.failure.RejectedRecords;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/** The metrics every task has: how much went through, what failed, and when. */
public final class DeliveryMetrics {

  private final Clock clock;
  private final LongAdder records;
  private final LongAdder rejected;
  private final LongAdder failures;
  private volatile long lastRecordMillis;
  private volatile long lastErrorMillis;
  private volatile boolean healthy = true;

  public DeliveryMetrics(TaskMetrics metrics, Clock clock) {
    this.clock = clock;
    this.records = metrics.counter("records-total", "Records read or written");
    this.rejected =
        metrics.counter("records-rejected-total", "Records that could never be delivered");
    this.failures = metrics.counter("errors-transport-total", "Calls that failed and may heal");
    metrics.gauge("connected", "1 unless the last call failed", () -> healthy ? 1 : 0);
    metrics.gauge(
        "last-record-time-ms", "When the last record went through", () -> lastRecordMillis);
    metrics.gauge("last-error-time-ms", "When the last call failed", () -> lastErrorMillis);
  }

  /** A call succeeded and moved this many records. */
  public void delivered(int count) {
    healthy = true;
    taken(count);
  }

  /** This many records are under way; whether the other system can be reached is not known. */
  public void taken(int count) {
    if (count > 0) {
      records.add(count);
      lastRecordMillis = clock.millis();
    }
  }

  /** Whether the other system can be reached, where a session knows that between its calls. */
  public void connected(boolean isConnected) {
    healthy = isConnected;
  }

  /** A call failed. */
  public void failed() {
    healthy = false;
    failures.increment();
    lastErrorMillis = clock.millis();
  }

  /** The same reporter, counted. */
  public RejectedRecords counting(RejectedRecords reporter) {
    return (record, reason) -> {
      rejected.increment();
      reporter.reject(record, reason);
    };
  }
}
