package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.FaultProxy;
import io.millrace.quickstart.stack.ArtemisBroker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JMS bridge through a real worker: it and Artemis are killed, Kafka cannot be reached. */
class JmsBridgeIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("millrace.outage.seconds", 20));
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int KILLS = Integer.getInteger("millrace.kills", 2);
  private static final int PENDING = 1000;
  private static final int MESSAGES = 10_000 + 2_000 * KILLS;

  private static FaultProxy proxy;
  private static Stack.Running stack;
  private static ArtemisBroker artemis;
  private static Topics topics;
  private static JmsQueues queues;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  private final String name = "jms" + System.nanoTime();

  @BeforeAll
  static void startStack() {
    Ports ports = Ports.free(0, 0, 0);
    proxy = FaultProxy.to(ports.broker());
    stack = Stack.started(Installation.current(), ports.withProxy(proxy.port()));
    artemis =
        ArtemisBroker.starting(Installation.current(), stack.workspace(), Ports.anyFree())
            .awaitReady();
    topics = new Topics(stack.broker().bootstrapServers());
    queues = new JmsQueues(artemis.url());
  }

  @AfterAll
  static void stopStack() {
    artemis.close();
    stack.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsAcknowledgedWhileKafkaIsAway(boolean workerDiesMeanwhile) throws Exception {
    topics.create(name);
    start(source(Map.of("max.pending.messages", Integer.toString(PENDING))));
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> queues.sendNumbers(name, MESSAGES, Duration.ofMillis(100)));
    await().atMost(PATIENCE).until(() -> distinct(read()) >= 1_000);

    proxy.cut();
    await().pollDelay(OUTAGE).atMost(OUTAGE.plus(PATIENCE)).until(() -> true);
    if (workerDiesMeanwhile) {
      stack.worker().kill();
    }
    proxy.mend();
    if (workerDiesMeanwhile) {
      stack.worker().restart();
    }
    sending.join();
    await().atMost(PATIENCE).until(() -> distinct(read()) >= MESSAGES);

    List<String> read = read();
    assertThat(new HashSet<>(read)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(read.size() - MESSAGES).as("duplicates").isLessThanOrEqualTo(PENDING);
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void theSourceLosesNothingAndDoublesLittleUnderKills() throws Exception {
    topics.create(name);
    start(source(Map.of("max.pending.messages", Integer.toString(PENDING))));

    sendWhileKilling();
    await().atMost(PATIENCE).until(() -> distinct(read()) >= MESSAGES);

    List<String> read = read();
    assertThat(new HashSet<>(read)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(read.size() - MESSAGES).as("duplicates").isLessThanOrEqualTo(KILLS * PENDING);
    assertThat(stack.worker().api().failures(name)).isEmpty();
    await().atMost(PATIENCE).until(() -> queues.take(name, Duration.ofSeconds(3)).isEmpty());
  }

  @Test
  void theExactlyOnceSourceLosesNothingAndDoublesNothingUnderKills() throws Exception {
    topics.create(name);
    start(source(Map.of("delivery.guarantee", "exactly_once")));

    sendWhileKilling();
    await().atMost(PATIENCE).until(() -> distinct(read()) >= MESSAGES);

    assertThat(read()).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void whatIsOnItsWayWhenTheSourceIsPausedIsAcknowledged() throws Exception {
    topics.create(name);
    start(source(Map.of("max.pending.messages", Integer.toString(PENDING))));
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> queues.sendNumbers(name, MESSAGES, Duration.ofMillis(20)));
    await().atMost(PATIENCE).until(() -> distinct(read()) >= 1_000);

    stack.worker().api().pause(name);
    sending.join();
    await().atMost(PATIENCE).until(() -> stack.worker().api().isPaused(name));
    stack.worker().api().delete(name);

    List<String> found = new ArrayList<>(queues.take(name, Duration.ofSeconds(3)));
    assertThat(found).as("still in the queue").isNotEmpty();
    found.addAll(read());
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void whatATransformDropsOrCannotReadIsAcknowledgedToo() throws Exception {
    topics.create(name);
    List<String> texts =
        IntStream.range(0, 1_000)
            .mapToObj(i -> i % 10 == 0 ? "no JSON" : "{\"n\":%d,\"odd\":%d}".formatted(i, i % 2))
            .toList();
    queues.send(name, texts);
    Map<String, String> config = new HashMap<>();
    config.put("errors.tolerance", "all");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    config.put("transforms", "parse,drop");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseJson$Value");
    config.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    config.put("transforms.drop.predicate", "isOdd");
    config.put("predicates", "isOdd");
    config.put("predicates.isOdd.type", "io.millrace.connect.transforms.FieldMatches");
    config.put("predicates.isOdd.field", "odd");
    config.put("predicates.isOdd.value", "1");

    start(source(config));
    List<String> good = texts.stream().filter(text -> text.endsWith(":0}")).toList();
    await().atMost(PATIENCE).until(() -> read().size() >= good.size());

    assertThat(read()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(stack.worker().api().failures(name)).isEmpty();
    // A worker with exactly-once sources tells of dropped records with the next transaction.
    queues.send(name, List.of("{\"n\":1000,\"odd\":0}"));
    await().atMost(PATIENCE).until(() -> read().size() > good.size());
    stack.worker().api().delete(name);
    assertThat(queues.take(name, Duration.ofSeconds(3))).as("not acknowledged").isEmpty();
  }

  @Test
  void theSinkLosesNothingUnderKills() throws Exception {
    topics.create(name, 4);
    start(sink(Map.of("tasks.max", "2")));

    List<String> sent = takeWhileKilling();

    assertThat(new HashSet<>(sent)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void twoTasksOfTheExactlyOnceSinkLoseNothingAndDoubleNothingUnderKills() throws Exception {
    topics.create(name, 4);
    start(
        sink(
            Map.of(
                "tasks.max", "2",
                "delivery.guarantee", "exactly_once",
                "exactly.once.state.queue", name + ".state",
                "exactly.once.state.wait.ms", "5000",
                "exactly.once.state.missing", "initialize")));

    List<String> sent = takeWhileKilling();

    assertThat(sent).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  private List<String> takeWhileKilling() throws Exception {
    CompletableFuture<Void> producing = CompletableFuture.runAsync(this::produce);
    List<String> sent = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      int enough = MESSAGES * kill / (KILLS + 1);
      await().atMost(PATIENCE).until(() -> taken(sent) >= enough);
      kill(kill);
    }
    producing.join();
    await().atMost(PATIENCE).until(() -> taken(sent) >= MESSAGES && distinct(sent) == MESSAGES);
    sent.addAll(queues.take(name, Duration.ofSeconds(5)));
    return sent;
  }

  private void sendWhileKilling() {
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> queues.sendNumbers(name, MESSAGES, Duration.ofMillis(100)));
    for (int kill = 1; kill <= KILLS; kill++) {
      int enough = MESSAGES * kill / (KILLS + 1);
      await().atMost(PATIENCE).until(() -> distinct(read()) >= enough);
      kill(kill);
    }
    sending.join();
  }

  private static void kill(int number) {
    if (number % 2 == 1) {
      stack.worker().kill();
      stack.worker().restart();
    } else {
      artemis.kill();
      artemis.restart();
    }
  }

  private void produce() {
    Map<String, Object> config = Map.of("bootstrap.servers", stack.broker().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int number = 1; number <= MESSAGES; number++) {
        producer.send(new ProducerRecord<>(name, Integer.toString(number)));
        if (number % 200 == 0) {
          producer.flush();
          await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
      }
    }
  }

  private int taken(List<String> into) throws Exception {
    into.addAll(queues.take(name, Duration.ofMillis(300)));
    return into.size();
  }

  private void start(Map<String, String> config) {
    stack.worker().api().put(name, config);
    stack.worker().api().awaitRunning(name);
  }

  private Map<String, String> source(Map<String, String> more) {
    Map<String, String> config = connector("io.millrace.connect.jms.JmsSourceConnector", more);
    config.put("topic", name);
    return config;
  }

  private Map<String, String> sink(Map<String, String> more) {
    Map<String, String> config = connector("io.millrace.connect.jms.JmsSinkConnector", more);
    config.put("topics", name);
    return config;
  }

  private Map<String, String> connector(String type, Map<String, String> more) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", type);
    config.put("tasks.max", "1");
    config.put("connection.url", artemis.url());
    config.put("jms.destination.name", name);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("retry.backoff.max.ms", "1000");
    config.putAll(more);
    return config;
  }

  private List<String> read() {
    return topics.read(name).stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static int distinct(List<String> texts) {
    return new HashSet<>(texts).size();
  }

  private static List<String> expected() {
    return IntStream.rangeClosed(1, MESSAGES).mapToObj(Integer::toString).toList();
  }
}
