package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.millrace.connect.testkit.SourceTaskHarness;
import jakarta.jms.Message;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The source on a real Artemis broker; J numbers are those of the acceptance cases. */
class ArtemisSourceIT {

  private ArtemisServer broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = ArtemisServer.started();
  }

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  @Test // J1
  void deliversEveryMessageAndEmptiesTheQueue() throws Exception {
    broker.sendTexts("orders", 10_000);
    try (var source = source()) {
      while (source.produced().size() < 10_000) {
        source.poll();
        source.commit();
      }

      assertThat(new HashSet<>(values(source.produced()))).hasSize(10_000);
      await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());
    }
  }

  @Test // J2
  void oneSessionKeepsTheOrder() throws Exception {
    broker.sendTexts("orders", 2_000);
    try (var source = source("jms.sessions", "1")) {
      while (source.produced().size() < 2_000) {
        source.poll();
        source.commit();
      }

      assertThat(values(source.produced()))
          .isEqualTo(IntStream.rangeClosed(1, 2_000).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void nothingIsAcknowledgedBeforeKafkaHasIt() throws Exception {
    broker.sendTexts("orders", 10);
    try (var source = source("batch.linger.ms", "200", "jms.sessions", "1")) {
      source.pollUntil(10);
      source.commit(9);
      source.crash();

      assertThat(values(source.pollUntil(10))).hasSize(10);
      await().untilAsserted(() -> assertThat(broker.depth("orders")).isEqualTo(10));
    }
  }

  @Test // D7 of the research: a clean stop doubles nothing
  void aStopAcknowledgesWhatKafkaHas() throws Exception {
    broker.sendTexts("orders", 10);
    try (var source = source("batch.linger.ms", "200", "jms.sessions", "1")) {
      source.pollUntil(10);
      source.commit();
    }

    await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());
    await().untilAsserted(() -> assertThat(broker.connections()).isZero());
  }

  @Test // J10
  void aRestartedBrokerIsFoundAgain() throws Exception {
    try (var source = source()) {
      broker.sendTexts("orders", 5);
      source.pollUntil(5);
      source.commit();
      await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());

      broker.stop();
      source.poll();
      broker.start();
      broker.sendTexts("orders", 7);

      assertThat(source.pollUntil(7)).hasSize(7);
    }
  }

  @Test // J12
  void aBrokerThatIsDownAtTheStartIsWaitedFor() throws Exception {
    try (var later = ArtemisServer.notStarted();
        var source = started(later.connection())) {
      source.poll();
      source.poll();

      later.start();
      later.sendTexts("orders", 3);

      assertThat(source.pollUntil(3)).hasSize(3);
    }
  }

  @Test // J13
  void aBrokerThatStaysAwayFailsTheTaskIfThatIsWanted() throws Exception {
    try (var never = ArtemisServer.notStarted()) {
      Map<String, String> config = never.connection();
      config.put("max.retries", "2");
      try (var source = started(config)) {

        assertThatThrownBy(() -> source.pollUntil(1))
            .isInstanceOf(ConnectException.class)
            .hasMessageContaining(never.url())
            .hasMessageContaining("Gave up after 2 retries");
      }
    }
  }

  @Test // J14
  void aListOfBrokersIsTriedInTurn() throws Exception {
    try (var other = ArtemisServer.notStarted()) {
      Map<String, String> config = config();
      config.put("connection.url", "(" + other.url() + "," + broker.url() + ")");
      try (var source = SourceTaskHarness.started(JmsSourceTask::new, config)) {
        broker.sendTexts("orders", 3);
        source.pollUntil(3);
        source.commit();
        await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());

        broker.stop();
        other.start();
        other.sendTexts("orders", 4);

        assertThat(source.pollUntil(4)).hasSize(4);
      }
    }
  }

  @Test // J11
  void aWrongPasswordIsAnsweredByTheValidation() {
    assertThat(urlErrors(Map.of("connection.password", "wrong")))
        .singleElement()
        .asString()
        .contains(broker.url(), "as user millrace", "Check connection.user")
        .doesNotContain("wrong");
  }

  @Test
  void mistakesInTheConnectionAreAnsweredByTheValidation() {
    assertThat(urlErrors(Map.of("connection.factory.class", "com.example.NoFactory")))
        .singleElement()
        .asString()
        .contains("com.example.NoFactory", "jms.client.classpath");
    assertThat(urlErrors(Map.of("connection.factory.class", "java.lang.String")))
        .singleElement()
        .asString()
        .contains("java.lang.String is neither");
    assertThat(urlErrors(Map.of("connection.url", "tcp://127.0.0.1:1")))
        .singleElement()
        .asString()
        .contains("Connecting to tcp://127.0.0.1:1");
    assertThat(urlErrors(Map.of("connection.factory.property.callTimeot", "1")))
        .singleElement()
        .asString()
        .contains("callTimeot", "callTimeout");
    assertThat(urlErrors(Map.of("connection.factory.property.callTimeout", "5000"))).isEmpty();
  }

  @Test // J19
  void textMayBeEmptyOrAbsent() throws Exception {
    broker.send("orders", s -> s.createTextMessage(""), s -> s.createTextMessage());
    try (var source = source("jms.sessions", "1")) {
      List<SourceRecord> records = source.pollUntil(2);

      assertThat(records.get(0).value()).isEqualTo("");
      assertThat(records.get(1).value()).isNull();
    }
  }

  @Test // J20
  void bytesAreExact() throws Exception {
    var large = new byte[5_000_000];
    new Random(1).nextBytes(large);
    broker.send("orders", s -> bytes(s, new byte[0]), s -> bytes(s, large));
    try (var source = source("jms.sessions", "1")) {
      List<SourceRecord> records = source.pollUntil(2);

      assertThat((byte[]) records.get(0).value()).isEmpty();
      assertThat((byte[]) records.get(1).value()).isEqualTo(large);
      assertThat(records.get(1).valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
    }
  }

  @Test
  void aMapBecomesFieldsWithTypes() throws Exception {
    broker.send(
        "orders",
        s -> {
          var map = s.createMapMessage();
          map.setString("product", "Tea");
          map.setInt("quantity", 3);
          map.setDouble("price", 1.5);
          return map;
        });
    try (var source = source()) {
      var struct = (Struct) source.pollUntil(1).get(0).value();

      assertThat(struct.getString("product")).isEqualTo("Tea");
      assertThat(struct.getInt32("quantity")).isEqualTo(3);
      assertThat(struct.getFloat64("price")).isEqualTo(1.5);
    }
  }

  @Test // J22
  void aStreamBecomesAList() throws Exception {
    broker.send(
        "orders",
        s -> {
          var stream = s.createStreamMessage();
          stream.writeString("Tea");
          stream.writeInt(3);
          return stream;
        });
    try (var source = source()) {
      assertThat(source.pollUntil(1).get(0).value()).isEqualTo(List.of("Tea", 3));
    }
  }

  @Test // J23, J36
  void anObjectIsRefusedAndStays() throws Exception {
    broker.send("orders", s -> s.createObjectMessage("a Java object"));
    try (var source = source()) {

      assertThatThrownBy(() -> source.pollUntil(1))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("ObjectMessage")
          .hasMessageContaining("jms.object.messages=true")
          .hasMessageContaining("jms.poison.action");
    }
    await().untilAsserted(() -> assertThat(broker.depth("orders")).isEqualTo(1));
  }

  @Test // J35
  void poisonGoesToAnotherQueueAndTheOthersGoOn() throws Exception {
    broker.send(
        "orders",
        s -> s.createTextMessage("1"),
        s -> s.createObjectMessage("a Java object"),
        s -> s.createTextMessage("2"));
    try (var source =
        source("jms.poison.action", "queue", "jms.poison.destination", "orders.poison")) {
      assertThat(values(source.pollUntil(2))).containsExactlyInAnyOrder("1", "2");
      source.commit();

      await().untilAsserted(() -> assertThat(broker.depth("orders.poison")).isEqualTo(1));
      await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());
    }
  }

  @Test // J35, after Connect failed on a message again and again
  void aMessageThatWasDeliveredTooOftenGoesToATopicOfKafka() throws Exception {
    broker.sendTexts("orders", 1);
    try (var source =
        source(
            "jms.sessions", "1",
            "jms.max.deliveries", "2",
            "jms.poison.action", "topic",
            "jms.poison.destination", "orders-dead")) {
      source.pollUntil(1);
      source.crash();
      source.pollUntil(1);
      source.crash();
      SourceRecord dead = source.pollUntil(1).get(0);

      assertThat(dead.topic()).isEqualTo("orders-dead");
      assertThat(dead.value()).isEqualTo("1");
      assertThat(dead.headers().lastWithName("millrace.error").value().toString())
          .contains("delivered 3 times");
    }
  }

  @Test // J24
  void propertiesKeepTheirTypes() throws Exception {
    broker.send(
        "orders",
        s -> {
          Message message = s.createTextMessage("x");
          message.setStringProperty("text", "a");
          message.setBooleanProperty("flag", true);
          message.setByteProperty("b", (byte) 1);
          message.setShortProperty("s", (short) 2);
          message.setIntProperty("i", 3);
          message.setLongProperty("l", 4L);
          message.setFloatProperty("f", 5.5f);
          message.setDoubleProperty("d", 6.5);
          message.setJMSCorrelationID("c-1");
          return message;
        });
    try (var source = source()) {
      SourceRecord record = source.pollUntil(1).get(0);

      Map<String, Object> headers = new HashMap<>();
      record.headers().forEach(header -> headers.put(header.key(), header.value()));
      assertThat(headers)
          .containsEntry("text", "a")
          .containsEntry("flag", true)
          .containsEntry("b", (byte) 1)
          .containsEntry("s", (short) 2)
          .containsEntry("i", 3)
          .containsEntry("l", 4L)
          .containsEntry("f", 5.5f)
          .containsEntry("d", 6.5)
          .containsEntry("millrace.jms.correlation.id", "c-1")
          .containsEntry("millrace.jms.destination", "orders")
          .containsEntry("millrace.jms.persistent", true);
      assertThat(record.headers().lastWithName("s").schema().type()).isEqualTo(Schema.Type.INT16);
    }
  }

  @Test // J25, J27
  void theKeyIsAPartOfTheMessage() throws Exception {
    broker.send(
        "orders",
        s -> {
          Message message = s.createTextMessage("x");
          message.setStringProperty("JMSXGroupID", "g-1");
          message.setJMSCorrelationIDAsBytes(new byte[] {1, 2, 3});
          message.setIntProperty("customer", 7);
          return message;
        });
    for (var expected :
        Map.<String, Object>of("group_id", "g-1", "property:customer", 7).entrySet()) {
      try (var source = source("record.key", expected.getKey())) {
        assertThat(source.pollUntil(1).get(0).key()).isEqualTo(expected.getValue());
      }
    }
    try (var source = source("record.key", "correlation_id_bytes")) {
      assertThat((byte[]) source.pollUntil(1).get(0).key()).containsExactly(1, 2, 3);
    }
  }

  @Test // J28
  void aSelectorLeavesTheRest() throws Exception {
    broker.send("orders", s -> region(s, "EU"), s -> region(s, "US"), s -> region(s, "EU"));
    try (var source = source("jms.message.selector", "region = 'EU'")) {
      source.pollUntil(2);
      source.commit();

      await().untilAsserted(() -> assertThat(broker.depth("orders")).isEqualTo(1));
      assertThat(source.poll()).isEmpty();
    }
  }

  @Test // J29
  void everyTaskHasItsOwnSelector() throws Exception {
    broker.send("orders", s -> region(s, "EU"), s -> region(s, "US"));
    Map<String, String> config =
        config(
            "jms.message.selectors",
            "region = 'EU'; region = 'US'",
            "tasks.max",
            "2",
            "task.count",
            "2");
    config.put("task.index", "1");
    try (var source = SourceTaskHarness.started(JmsSourceTask::new, config)) {
      assertThat(values(source.pollUntil(1))).containsExactly("US");
      assertThat(source.poll()).isEmpty();
    }
  }

  @Test // J30
  void aSelectorWithAMistakeFailsWithTheWordsOfTheProvider() throws Exception {
    try (var source = source("jms.message.selector", "region = = 'EU'")) {
      assertThatThrownBy(() -> source.pollUntil(1))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("region = = 'EU'")
          .hasMessageContaining("jms.message.selector");
    }
  }

  @Test // J31
  void aDurableSubscriptionKeepsWhatComesMeanwhile() throws Exception {
    String[] durable = {
      "jms.destination.type", "topic",
      "jms.subscription.durable", "true",
      "jms.subscription.name", "bridge",
      "jms.client.id", "millrace"
    };
    try (var source = source(durable)) {
      await().untilAsserted(() -> assertThat(broker.connections()).isEqualTo(1));
      source.poll();
      source.poll();
    }
    broker.publishTexts("orders", 10);
    try (var source = source(durable)) {
      assertThat(source.pollUntil(10)).hasSize(10);
    }
  }

  @Test // J32
  void aSharedSubscriptionGivesEveryMessageOnce() throws Exception {
    String[] shared = {
      "jms.destination.type", "topic",
      "jms.subscription.durable", "true",
      "jms.subscription.shared", "true",
      "jms.subscription.name", "bridge"
    };
    try (var one = source(shared);
        var other = source(shared)) {
      await().untilAsserted(() -> assertThat(broker.connections()).isEqualTo(4));
      one.poll();
      other.poll();
      broker.publishTexts("orders", 500);
      await()
          .untilAsserted(
              () -> {
                one.poll();
                one.commit();
                other.poll();
                other.commit();
                assertThat(one.produced().size() + other.produced().size()).isEqualTo(500);
              });

      var all = new HashSet<>(values(one.produced()));
      all.addAll(values(other.produced()));
      assertThat(all).hasSize(500);
    }
  }

  @Test // J17: the broker delivers again what Kafka has, and the source offset knows it
  void exactlyOnceKeepsRepeatedMessagesOut() throws Exception {
    broker.sendTexts("orders", 10);
    try (var source =
        source(
            "delivery.guarantee", "exactly_once",
            "batch.size", "4",
            "batch.linger.ms", "200")) {
      List<SourceRecord> first = source.pollUntil(4);
      source.storeOffset(first.get(3).sourcePartition(), first.get(3).sourceOffset());
      source.crash();

      source.pollUntil(4);
      source.commit();
      source.pollUntil(2);
      source.commit();

      assertThat(values(source.produced()))
          .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
      await().untilAsserted(() -> assertThat(broker.depth("orders")).isZero());
    }
  }

  @Test // J48
  void aStopIsQuickAndLeavesNoConnection() throws Exception {
    var source = source();
    await().untilAsserted(() -> assertThat(broker.connections()).isEqualTo(2));
    long before = System.nanoTime();

    source.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    await().untilAsserted(() -> assertThat(broker.connections()).isZero());
  }

  @Test
  void aHundredRestartsLeaveNothingBehind() throws Exception {
    try (var source = source()) {
      source.poll();
      source.crash();
      long files = openFiles();
      for (int restart = 0; restart < 100; restart++) {
        source.crash();
      }

      assertThat(threads()).isLessThanOrEqualTo(2);
      await().untilAsserted(() -> assertThat(openFiles()).isLessThan(files + 20));
      await().untilAsserted(() -> assertThat(broker.connections()).isLessThanOrEqualTo(2));
    }
    assertThat(threads()).isZero();
    await().untilAsserted(() -> assertThat(broker.connections()).isZero());
  }

  // Of the broker too, which runs in this process.
  private static long openFiles() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("jms-under-test"))
        .count();
  }

  private SourceTaskHarness source(String... options) {
    return SourceTaskHarness.started(JmsSourceTask::new, config(options));
  }

  private static SourceTaskHarness started(Map<String, String> connection) {
    Map<String, String> config = new HashMap<>(connection);
    config.put("jms.destination.name", "orders");
    config.put("topic", "orders");
    return SourceTaskHarness.started(JmsSourceTask::new, config);
  }

  private Map<String, String> config(String... options) {
    Map<String, String> config = broker.connection();
    config.put("jms.destination.name", "orders");
    config.put("topic", "orders");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }

  private List<String> urlErrors(Map<String, String> options) {
    Map<String, String> config = config();
    config.putAll(options);
    return new JmsSourceConnector()
        .validate(config).configValues().stream()
            .filter(value -> value.name().equals("connection.url"))
            .map(ConfigValue::errorMessages)
            .flatMap(List::stream)
            .toList();
  }

  private static List<String> values(List<SourceRecord> records) {
    return records.stream().map(record -> String.valueOf(record.value())).toList();
  }

  private static Message region(jakarta.jms.Session session, String region)
      throws jakarta.jms.JMSException {
    Message message = session.createTextMessage(region);
    message.setStringProperty("region", region);
    return message;
  }

  private static Message bytes(jakarta.jms.Session session, byte[] content)
      throws jakarta.jms.JMSException {
    var message = session.createBytesMessage();
    message.writeBytes(content);
    return message;
  }
}
