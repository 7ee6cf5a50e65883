package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** RabbitMQ by its own JMS client; skipped where it is not installed. */
class RabbitMqIT {

  private static RabbitMqServer broker;

  private String queue = "";

  @BeforeAll
  static void startBroker() throws Exception {
    Optional<RabbitMqServer> found = RabbitMqServer.started();
    Assumptions.assumeTrue(
        found.isPresent() || System.getenv("MILLRACE_REQUIRE_DATABASES") != null,
        "SKIPPED: no RabbitMQ here. Run build/databases/install.sh");
    broker = found.orElseThrow();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  @BeforeEach
  void nameQueue(TestInfo test) {
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

      broker.restart();
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
        .contains(broker.url(), "as user guest", "Check connection.user")
        .doesNotContain("wrong");
  }

  @Test
  void exactlyOnceOfTheSinkIsRefusedBecauseQueuesHaveNoSelectors() {
    Map<String, String> config =
        config(
            "delivery.guarantee", "exactly_once",
            "exactly.once.state.queue", queue + "-state",
            "exactly.once.state.wait.ms", "0",
            "exactly.once.state.missing", "initialize",
            "max.retries", "0");
    try (var sink = SinkTaskHarness.started(JmsSinkTask::new, config)) {
      assertThatThrownBy(() -> sink.put(Records.topic("orders").value("0").list()))
          .hasMessageContaining("no selectors on queues");
    }
  }

  private void send(int count) {
    var records = Records.topic("orders");
    for (int i = 0; i < count; i++) {
      records.value(Integer.toString(i));
    }
    try (var sink = sink()) {
      sink.put(records.list());
    }
  }

  private SinkTaskHarness sink() {
    return SinkTaskHarness.started(JmsSinkTask::new, config());
  }

  private SourceTaskHarness source(String... options) {
    Map<String, String> config = config(options);
    config.put("topic", "orders");
    return SourceTaskHarness.started(JmsSourceTask::new, config);
  }

  private Map<String, String> config(String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("name", "under-test");
    config.put("connection.factory.class", "com.rabbitmq.jms.admin.RMQConnectionFactory");
    config.put("connection.url", broker.url());
    config.put("jms.client.classpath", Path.of("target/rabbitmq-jms").toAbsolutePath().toString());
    config.put("jms.destination.name", queue);
    config.put("retry.backoff.ms", "50");
    config.put("retry.backoff.max.ms", "100");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }

  private static List<String> values(List<SourceRecord> records) {
    return records.stream().map(record -> String.valueOf(record.value())).toList();
  }
}
