package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink on a real Artemis broker; J numbers are those of the acceptance cases. */
class ArtemisSinkIT {

  private ArtemisServer broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = ArtemisServer.started();
  }

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void sendsEveryRecordInOrder() throws Exception {
    try (var sink = sink()) {
      sink.put(texts(0, 2_000));
      sink.commit();

      List<String> sent = bodies(broker.take("out"));
      assertThat(sent).hasSize(2_000).startsWith("0", "1", "2").endsWith("1999");
      assertThat(sink.committed("orders", 0)).hasValue(2_000);
    }
  }

  @Test
  void theBodyFollowsTheValue() throws Exception {
    try (var sink = sink()) {
      sink.put(
          Records.topic("orders")
              .value("text")
              .value(new byte[] {1, 2})
              .value(Records.struct("product", "Tea", "quantity", 3))
              .list());

      List<Message> sent = broker.take("out");
      assertThat(((TextMessage) sent.get(0)).getText()).isEqualTo("text");
      assertThat(sent.get(1)).isInstanceOf(BytesMessage.class);
      assertThat(((TextMessage) sent.get(2)).getText())
          .isEqualTo("{\"product\":\"Tea\",\"quantity\":3}");
    }
  }

  @Test
  void fieldsMayBecomeAMapMessage() throws Exception {
    try (var sink = sink("jms.message.format", "map")) {
      sink.put(
          Records.topic("orders").value(Records.struct("product", "Tea", "quantity", 3)).list());

      var map = (MapMessage) broker.take("out").get(0);
      assertThat(map.getString("product")).isEqualTo("Tea");
      assertThat(map.getInt("quantity")).isEqualTo(3);
    }
  }

  @Test // J43
  void messagesHaveTheQualityThatIsAskedFor() throws Exception {
    try (var sink =
        sink(
            "jms.producer.delivery.mode", "non_persistent",
            "jms.producer.priority", "9",
            "jms.producer.time.to.live.ms", "60000")) {
      sink.put(texts(0, 1));

      Message message = broker.take("out").get(0);
      assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
      assertThat(message.getJMSPriority()).isEqualTo(9);
      assertThat(message.getJMSExpiration()).isGreaterThan(System.currentTimeMillis());
    }
  }

  @Test
  void aDelayHidesMessagesForAWhile() throws Exception {
    try (var sink = sink("jms.producer.delivery.delay.ms", "3000")) {
      sink.put(texts(0, 1));

      assertThat(broker.take("out")).isEmpty();
      List<Message> later = new ArrayList<>();
      await()
          .untilAsserted(
              () -> {
                later.addAll(broker.take("out"));
                assertThat(later).hasSize(1);
              });
    }
  }

  @Test
  void templatesFillTheHeadersOfTheMessage() throws Exception {
    try (var sink =
        sink(
            "jms.destination.name", "out.${header:region}",
            "jms.destination.allowed", "out\\.[A-Z]{2}",
            "jms.correlation.id", "${key}",
            "jms.type", "order",
            "jms.group.id", "${key}",
            "jms.reply.to", "topic:answers",
            "jms.forward.kafka.key", "true",
            "jms.forward.kafka.metadata", "true")) {
      List<SinkRecord> records = Records.topic("orders").keyed("k-1", "x").list();
      records.get(0).headers().addString("region", "EU").addInt("a-b", 7);
      sink.put(records);

      Message message = broker.take("out.EU").get(0);
      assertThat(message.getJMSCorrelationID()).isEqualTo("k-1");
      assertThat(message.getJMSType()).isEqualTo("order");
      assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("k-1");
      assertThat(message.getJMSReplyTo().toString()).contains("answers");
      assertThat(message.getObjectProperty("a_b")).isEqualTo(7);
      assertThat(message.getStringProperty("KAFKA_KEY")).isEqualTo("k-1");
      assertThat(message.getLongProperty("KAFKA_OFFSET")).isZero();
    }
  }

  @Test // J47
  void aBadRecordDoesNotStopTheOthers() throws Exception {
    try (var sink =
        sink(
            "jms.destination.name", "${header:queue}",
            "jms.destination.allowed", "out")) {
      List<SinkRecord> records = texts(0, 3);
      records.get(0).headers().addString("queue", "out");
      records.get(1).headers().addString("queue", "not-allowed");
      records.get(2).headers().addString("queue", "out");
      sink.put(records);
      sink.commit();

      assertThat(bodies(broker.take("out"))).containsExactly("0", "2");
      assertThat(sink.rejected()).hasSize(1);
      assertThat(sink.rejected().get(0).record()).isSameAs(records.get(1));
      assertThat(sink.rejected().get(0).reason())
          .hasMessageContaining("'not-allowed' is not one of jms.destination.allowed");
      assertThat(sink.committed("orders", 0)).hasValue(3);
    }
  }

  @Test // J45
  void aTombstoneFollowsThePolicy() throws Exception {
    List<SinkRecord> tombstone = Records.topic("orders").tombstone("k").list();
    try (var sink = sink("behavior.on.null.values", "ignore")) {
      sink.put(tombstone);
      assertThat(broker.take("out")).isEmpty();
    }
    try (var sink = sink("behavior.on.null.values", "empty")) {
      sink.put(tombstone);
      assertThat(broker.take("out")).hasSize(1).noneMatch(m -> m instanceof TextMessage);
    }
    try (var sink = sink("behavior.on.null.values", "fail")) {
      sink.put(tombstone);
      assertThat(sink.rejected()).hasSize(1);
    }
  }

  @Test
  void anOutageIsWaitedFor() throws Exception {
    try (var sink = sink()) {
      sink.put(texts(0, 5));
      assertThat(broker.take("out")).hasSize(5);
      broker.stop();
      sink.beforeRedelivery(this::restart);

      sink.put(texts(5, 5));

      assertThat(sink.redeliveries()).isNotEmpty();
      assertThat(sink.redeliveries().get(0)).contains(broker.url());
      assertThat(bodies(broker.take("out"))).containsExactly("5", "6", "7", "8", "9");
    }
  }

  @Test // J39, J40
  void exactlyOnceSendsNothingTwiceAfterACrashBeforeTheOffsetCommit() throws Exception {
    String[] exact = {
      "delivery.guarantee", "exactly_once",
      "exactly.once.state.queue", "millrace.state",
      "exactly.once.state.wait.ms", "0",
      "exactly.once.state.missing", "initialize"
    };
    try (var sink = sink(exact)) {
      sink.put(texts(0, 100));
    }
    try (var sink = sink(exact)) {
      sink.put(texts(0, 150));
      sink.put(texts(150, 50));
    }

    assertThat(bodies(broker.take("out"))).hasSize(200).doesNotHaveDuplicates();
    await().untilAsserted(() -> assertThat(broker.depth("millrace.state")).isEqualTo(1));
  }

  @Test
  void exactlyOnceDelaysMessagesButNotItsState() throws Exception {
    String[] delayed = {
      "delivery.guarantee", "exactly_once",
      "exactly.once.state.queue", "millrace.state",
      "exactly.once.state.wait.ms", "0",
      "exactly.once.state.missing", "initialize",
      "jms.producer.delivery.delay.ms", "3000"
    };
    try (var sink = sink(delayed)) {
      sink.put(texts(0, 1));
    }
    try (var sink = sink(delayed)) {
      sink.put(texts(0, 2));
    }

    List<String> later = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              later.addAll(bodies(broker.take("out")));
              assertThat(later).containsExactly("0", "1");
            });
  }

  @Test
  void exactlyOnceKeepsTheStateOfEveryPartition() throws Exception {
    String[] exact = {
      "delivery.guarantee", "exactly_once",
      "exactly.once.state.queue", "millrace.state",
      "exactly.once.state.wait.ms", "0",
      "exactly.once.state.missing", "initialize",
      "batch.size", "7"
    };
    List<SinkRecord> both = new ArrayList<>(texts(0, 10));
    both.addAll(Records.topic("orders").partition(1).startingAt(0).value("p").value("q").list());
    for (int run = 0; run < 2; run++) {
      try (var sink = sink(exact)) {
        sink.put(both);
      }
    }

    assertThat(broker.take("out")).hasSize(12);
    await().untilAsserted(() -> assertThat(broker.depth("millrace.state")).isEqualTo(2));
  }

  @Test
  void aMissingStateIsWaitedForAndThenFailsTheTask() throws Exception {
    try (var sink =
        sink(
            "delivery.guarantee", "exactly_once",
            "exactly.once.state.queue", "millrace.state",
            "exactly.once.state.wait.ms", "1000")) {

      assertThatThrownBy(() -> sink.putOnce(texts(0, 1)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("orders-0 is not visible yet");
      assertThatThrownBy(() -> sink.put(texts(0, 1)))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("exactly.once.state.missing=initialize");
    }
    assertThat(broker.take("out")).isEmpty();
  }

  private void restart() {
    try {
      broker.close();
      broker.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private SinkTaskHarness sink(String... options) {
    Map<String, String> config = broker.connection();
    config.put("jms.destination.name", "out");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return SinkTaskHarness.started(JmsSinkTask::new, config);
  }

  private static List<SinkRecord> texts(int from, int count) {
    var records = Records.topic("orders").startingAt(from);
    for (int i = from; i < from + count; i++) {
      records.value(Integer.toString(i));
    }
    return records.list();
  }

  private static List<String> bodies(List<Message> messages) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (Message message : messages) {
      bodies.add(((TextMessage) message).getText());
    }
    return bodies;
  }
}
