package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RabbitMQ by its own JMS client; skipped where it is not installed. */
class RabbitMqIT extends BrokerContract {

  private static RabbitMqServer broker;

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

  @Override
  Map<String, String> connection() {
    return Map.of(
        "connection.factory.class", "com.rabbitmq.jms.admin.RMQConnectionFactory",
        "connection.url", broker.url(),
        "jms.client.classpath", Path.of("target/rabbitmq-jms").toAbsolutePath().toString());
  }

  @Override
  void restart() throws Exception {
    broker.restart();
  }

  @Test
  void exactlyOnceOfTheSinkIsRefusedBecauseQueuesHaveNoSelectors() {
    try (var sink =
        sink(
            "delivery.guarantee", "exactly_once",
            "exactly.once.state.queue", "state",
            "exactly.once.state.wait.ms", "0",
            "exactly.once.state.missing", "initialize",
            "max.retries", "0")) {
      assertThatThrownBy(() -> sink.put(Records.topic("orders").value("0").list()))
          .hasMessageContaining("no selectors on queues");
    }
  }
}
