package io.millrace.connect.http;

import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.SinkTaskHarness;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** A sink task that sends to a server on this machine. */
final class HttpSinkRig implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  final SinkTaskHarness harness;

  HttpSinkRig(Map<String, String> config) {
    this.harness = SinkTaskHarness.started(HttpSinkTask::new, withDefaults(config));
  }

  static Map<String, String> withDefaults(Map<String, String> config) {
    Map<String, String> all = new HashMap<>();
    all.put("retry.backoff.ms", "5");
    all.put("retry.backoff.max.ms", "20");
    all.putAll(config);
    return all;
  }

  static Map<String, String> config(String... keysAndValues) {
    Map<String, String> config = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return config;
  }

  void put(Collection<SinkRecord> records) {
    harness.put(records);
  }

  /** Lets the task work, as a worker does, until this offset of "orders"-0 is committed. */
  HttpSinkRig untilCommitted(long offset) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              harness.put(List.of());
              harness.commit();
              return harness.committed("orders", 0).orElse(-1) >= offset;
            });
    return this;
  }

  @Override
  public void close() {
    harness.close();
  }
}
