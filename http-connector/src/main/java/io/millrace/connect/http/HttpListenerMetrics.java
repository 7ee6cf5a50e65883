package io.millrace.connect.http;

import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.http.listen.ReceptionCounters;
import java.util.concurrent.atomic.LongAdder;

/** What the HTTP listener shows of its work. */
final class HttpListenerMetrics implements ReceptionCounters {

  private final LongAdder accepted;
  private final LongAdder refused;
  private final LongAdder saturated;
  private final LongAdder repeated;

  HttpListenerMetrics(TaskMetrics metrics) {
    accepted = metrics.counter("requests-accepted-total", "Requests that were taken");
    refused = metrics.counter("requests-refused-total", "Requests not right, or not allowed");
    saturated = metrics.counter("requests-saturated-total", "Requests sent away: queue full");
    repeated = metrics.counter("requests-repeated-total", "Deliveries that came again");
  }

  @Override
  public void accepted() {
    accepted.increment();
  }

  @Override
  public void refused() {
    refused.increment();
  }

  @Override
  public void saturated() {
    saturated.increment();
  }

  @Override
  public void repeated() {
    repeated.increment();
  }
}
