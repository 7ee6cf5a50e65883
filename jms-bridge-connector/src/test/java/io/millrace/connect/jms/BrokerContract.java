package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What both connectors do on every broker, whichever client speaks to it. */
abstract class BrokerContract {

  private String queue = "";

  /** The options for this broker, the user "guest" with its password among them. */
  abstract Map<String, String> connection();

  /** What the sink must be told besides. */
  Map<String, String> sinkOptions() {
    return Map.of();
  }

  /** Stops the broker and starts it again, with or without its messages. */
  abstract void restart() throws Exception;

  @BeforeEach
  final void nameQueue(TestInfo test) {
    queue = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void whatTheSinkSendsTheSourceReads() {
    send(2_000);
    try (var source = source()) {
      while (source.produced().size() < 2_000) {
        source.pollUntil(1);
        source.commit();
      }

      assertThat(new HashSet<>(values(source.produced()))).hasSize(2_000).contains("0", "1999");
    }
    try (var again = source()) {
      send(1);
      assertThat(values(again.pollUntil(1))).containsExactly("0");
    }
  }

  @Test
  void headersAndBytesAreKept() {
    List<SinkRecord> records = Records.topic("orders").value(new byte[] {1, 2, 3}).list();
    records.get(0).headers().addString("region", "EU").addInt("count", 7);
    try (var sink = sink()) {
      sink.put(records);
    }
    try (var source = source()) {
      SourceRecord record = source.pollUntil(1).get(0);

      assertThat((byte[]) record.value()).containsExactly(1, 2, 3);
      assertThat(record.headers().lastWithName("region").value()).isEqualTo("EU");
      assertThat(record.headers().lastWithName("count").value()).isEqualTo(7);
    }
  }

  @Test
  void nothingIsAcknowledgedBeforeKafkaHasIt() {
    send(10);
    try (var source = source("batch.linger.ms", "200", "jms.sessions", "1")) {
      source.pollUntil(10);
      source.commit(9);
      source.crash();

      assertThat(values(source.pollUntil(10)))
          .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }
  }

  @Test
  void aRestartedBrokerIsFoundAgain() throws Exception {
    try (var source = source()) {
      send(3);
      source.pollUntil(3);
      source.commit();

      restart();
      send(5);

      assertThat(new HashSet<>(values(source.pollUntil(5)))).contains("3", "4");
    }
  }

  @Test
  void aWrongPasswordIsAnsweredByTheValidation() {
    Map<String, String> config = config("connection.user", "guest", "connection.password", "wrong");
    config.put("topic", "orders");

    assertThat(
            new JmsSourceConnector()
                .validate(config).configValues().stream()
                    .flatMap(value -> value.errorMessages().stream()))
        .singleElement()
        .asString()
        .contains(config.get("connection.url"), "as user guest", "Check connection.user")
        .doesNotContain("wrong");
  }

  final void send(int count) {
    var records = Records.topic("orders");
    for (int i = 0; i < count; i++) {
      records.value(Integer.toString(i));
    }
    try (var sink = sink()) {
      sink.put(records.list());
    }
  }

  final SinkTaskHarness sink(String... options) {
    Map<String, String> config = new HashMap<>(sinkOptions());
    config.putAll(config(options));
    return SinkTaskHarness.started(JmsSinkTask::new, config);
  }

  final SourceTaskHarness source(String... options) {
    Map<String, String> config = config(options);
    config.put("topic", "orders");
    return SourceTaskHarness.started(JmsSourceTask::new, config);
  }

  static List<String> values(List<SourceRecord> records) {
    return records.stream().map(record -> String.valueOf(record.value())).toList();
  }

  private Map<String, String> config(String... options) {
    Map<String, String> config = new HashMap<>(connection());
    config.put("name", "under-test");
    config.put("jms.destination.name", queue);
    config.put("retry.backoff.ms", "50");
    config.put("retry.backoff.max.ms", "100");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }
}
