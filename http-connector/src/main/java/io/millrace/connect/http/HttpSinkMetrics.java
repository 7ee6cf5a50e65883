package io.millrace.connect.http;

import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.http.deliver.Delivery;
import io.millrace.connect.http.deliver.DeliveryCounters;
import java.util.concurrent.atomic.LongAdder;

/** What the HTTP sink shows of its work. */
final class HttpSinkMetrics implements DeliveryCounters {

  private final LongAdder sent;
  private final LongAdder ended;
  private final LongAdder retried;
  private final LongAdder delivered;
  private final LongAdder millis;
  private final LongAdder skipped;

  HttpSinkMetrics(TaskMetrics metrics) {
    sent = metrics.counter("requests-total", "Requests sent, retries included");
    ended = metrics.counter("requests-ended-total", "Requests that were answered or given up");
    retried = metrics.counter("requests-retried-total", "Requests that are sent again");
    delivered = metrics.counter("records-delivered-total", "Records a server has taken");
    millis = metrics.counter("request-time-total-ms", "Time requests took, all together");
    skipped = metrics.counter("records-skipped-total", "Records without value that were ignored");
    metrics.gauge(
        "requests-in-flight",
        "Requests without an answer yet",
        () -> sent.doubleValue() - ended.doubleValue());
  }

  static void show(TaskMetrics metrics, Delivery delivery) {
    metrics.gauge("records-buffered", "Records not delivered yet", delivery::buffered);
    metrics.gauge("hosts-away", "Servers that are left alone for now", delivery::hostsAway);
  }

  @Override
  public void sent() {
    sent.increment();
  }

  @Override
  public void ended(long nanos) {
    ended.increment();
    millis.add(nanos / 1_000_000);
  }

  @Override
  public void retried() {
    retried.increment();
  }

  @Override
  public void delivered(int records) {
    delivered.add(records);
  }

  void skipped() {
    skipped.increment();
  }
}
