package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AMQP 1.0: Qpid JMS, the client for all of its brokers, with Qpid Broker-J. */
class QpidIT extends BrokerContract {

  private static QpidServer broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = QpidServer.started(Path.of("target/qpid-broker"));
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
        "connection.factory.class", "org.apache.qpid.jms.JmsConnectionFactory",
        "connection.url", broker.url(),
        "connection.user", "guest",
        "connection.password", "guest",
        "jms.client.classpath", Path.of("target/qpid-jms").toAbsolutePath().toString());
  }

  // The store in memory takes no persistent messages.
  @Override
  Map<String, String> sinkOptions() {
    return Map.of("jms.producer.delivery.mode", "non_persistent");
  }

  @Override
  void restart() throws Exception {
    broker.restart();
  }

  @Test
  void aSelectorLeavesTheRest() {
    List<SinkRecord> records = Records.topic("orders").value("1").value("2").value("3").list();
    records.get(1).headers().addString("region", "EU");
    try (var sink = sink()) {
      sink.put(records);
    }
    try (var source = source("jms.message.selector", "region = 'EU'")) {
      assertThat(values(source.pollUntil(1))).containsExactly("2");
      source.commit();
      assertThat(source.poll()).isEmpty();
    }
  }

  @Test
  void aMessageThatWasDeliveredTooOftenGoesToATopicOfKafka() {
    send(1);
    try (var source =
        source(
            "jms.sessions", "1",
            "jms.max.deliveries", "1",
            "jms.poison.action", "topic",
            "jms.poison.destination", "orders-dead")) {
      source.pollUntil(1);
      source.crash();
      SourceRecord dead = source.pollUntil(1).get(0);

      assertThat(dead.topic()).isEqualTo("orders-dead");
      assertThat(dead.headers().lastWithName("millrace.error").value().toString())
          .contains("more than jms.max.deliveries=1 allows");
    }
  }

  @Test
  void exactlyOnceOfTheSourceKeepsRepeatedMessagesOut() {
    send(3);
    try (var source =
        source("delivery.guarantee", "exactly_once", "batch.size", "3", "batch.linger.ms", "500")) {
      List<SourceRecord> first = source.pollUntil(3);
      source.storeOffset(first.get(2).sourcePartition(), first.get(2).sourceOffset());
      source.crash();

      send(1);

      await().untilAsserted(() -> assertThat(source.poll()).isNotEmpty());
      assertThat(values(source.produced())).containsExactly("0", "1", "2", "0");
    }
  }

  @Test
  void aMessageThatTheBrokerRefusesIsNotTakenForSent() {
    try (var sink = sink("jms.producer.delivery.mode", "persistent", "max.retries", "0")) {
      assertThatThrownBy(() -> sink.put(Records.topic("orders").value("0").list()))
          .hasMessageContaining("cannot accept durable message");
    }
  }
}
