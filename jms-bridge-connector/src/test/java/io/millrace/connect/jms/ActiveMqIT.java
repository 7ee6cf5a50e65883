package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both name spaces: ActiveMQ Classic 5 speaks javax.jms, 6 speaks jakarta.jms. */
class ActiveMqIT {

  @ParameterizedTest // J37
  @ValueSource(strings = {"activemq-5", "activemq-6"})
  void whatTheSinkSendsTheSourceReads(String version) throws Exception {
    try (var broker = ActiveMqServer.started(Path.of("target", version))) {
      Map<String, String> sink = broker.connection();
      sink.put("jms.destination.name", "orders");
      var records = Records.topic("orders");
      for (int i = 0; i < 2_000; i++) {
        records.keyed("k" + i, "v" + i);
      }
      try (var harness = SinkTaskHarness.started(JmsSinkTask::new, sink)) {
        harness.put(records.list());
      }

      try (var harness = source(broker, Map.of())) {
        while (harness.produced().size() < 2_000) {
          harness.poll();
          harness.commit();
        }

        List<Object> values = harness.produced().stream().map(record -> record.value()).toList();
        assertThat(new HashSet<>(values)).hasSize(2_000).contains("v0", "v1999");
        assertThat(new JmsSourceConnector().validate(config(broker, Map.of())).configValues())
            .allMatch(value -> value.errorMessages().isEmpty());
      }
    }
  }

  @ParameterizedTest // J34
  @ValueSource(strings = {"activemq-5", "activemq-6"})
  void aSharedSubscriptionIsRefusedInClearWords(String version) throws Exception {
    try (var broker = ActiveMqServer.started(Path.of("target", version));
        var harness =
            source(
                broker,
                Map.of(
                    "jms.destination.type", "topic",
                    "jms.subscription.shared", "true",
                    "jms.subscription.name", "bridge"))) {

      assertThatThrownBy(() -> harness.pollUntil(1))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("the provider does not support shared subscriptions");
    }
  }

  private static SourceTaskHarness source(ActiveMqServer broker, Map<String, String> more) {
    return SourceTaskHarness.started(JmsSourceTask::new, config(broker, more));
  }

  private static Map<String, String> config(ActiveMqServer broker, Map<String, String> more) {
    Map<String, String> config = broker.connection();
    config.put("jms.destination.name", "orders");
    config.put("topic", "orders");
    config.putAll(more);
    return config;
  }
}
