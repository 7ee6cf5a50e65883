package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.quickstart.stack.ConnectWorker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.WorkerSetup;
import io.millrace.quickstart.stack.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The HTTP connectors in a real worker that is killed, and with an endpoint that is away. */
class HttpIT {

  private static final int KILLS = Integer.getInteger("millrace.kills", 2);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("millrace.endpoint.outage.seconds", 12));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Installation INSTALLATION = Installation.current();
  private static Workspace workspace;
  private static KafkaBroker broker;
  private static ConnectWorker worker;
  private static Topics topics;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> workspace);

  @BeforeAll
  static void startWorker() {
    workspace = Workspace.create();
    Ports ports = Ports.free(0, 0, 0);
    broker = KafkaBroker.starting(INSTALLATION, workspace, ports).awaitReady();
    var config =
        new ConnectWorker.Config(
            "connect",
            "connect",
            INSTALLATION.kafkaLib(),
            INSTALLATION.pluginPath(),
            broker.bootstrapServers(),
            ports.connect(),
            WorkerSetup.SMALL,
            Map.of());
    worker = ConnectWorker.starting(config, workspace).awaitReady();
    topics = new Topics(broker.bootstrapServers());
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
    broker.close();
    workspace.close();
  }

  @Test
  void killingTheWorkerDeliversEveryRecordUnderTheSameKey() throws Exception {
    int records = 20_000 * KILLS;
    topics.create("out");
    try (var endpoint = new HttpEndpoint(freePort())) {
      worker.api().put("http-sink", sink("out", endpoint.url(), "ordering", "key"));
      worker.api().awaitRunning("http-sink");

      CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> produce("out", records));
      for (int kill = 1; kill <= KILLS; kill++) {
        long enough = (long) records * kill / (KILLS + 1);
        await().atMost(PATIENCE).until(() -> endpoint.bodies.size() >= enough);
        worker.kill();
        worker.restart();
      }
      producing.join();
      await().atMost(PATIENCE).until(() -> endpoint.bodies.size() >= records);

      assertThat(endpoint.bodies).hasSize(records);
      assertThat(Set.copyOf(endpoint.bodies.values())).hasSize(records);
      assertThat(endpoint.contradictions).isEmpty();
      assertThat(endpoint.bodies.get("out-0-17")).isEqualTo("v17");
      assertThat(worker.api().failures("http-sink")).isEmpty();
    }
    worker.api().delete("http-sink");
  }

  @Test
  void theAnswerToEveryRecordIsInTheResponseTopicAfterAKill() throws Exception {
    int records = 5_000;
    topics.create("asked", "answers");
    try (var endpoint = new HttpEndpoint(freePort())) {
      Map<String, String> config =
          sink("asked", endpoint.url(), "ordering", "key", "response.topic", "answers");
      config.put("response.producer.bootstrap.servers", broker.bootstrapServers());
      worker.api().put("asking-sink", config);
      worker.api().awaitRunning("asking-sink");
      produce("asked", records);
      await().atMost(PATIENCE).until(() -> endpoint.bodies.size() >= records / 2);
      worker.kill();
      worker.restart();
      await().atMost(PATIENCE).until(() -> topics.lag("connect-asking-sink", "asked") == 0);

      List<ConsumerRecord<byte[], byte[]>> answers = topics.read("answers");
      assertThat(
              answers.stream().map(answer -> header(answer, "millrace.source.offset")).distinct())
          .hasSize(records);
      assertThat(answers)
          .allSatisfy(
              answer -> {
                String offset = header(answer, "millrace.source.offset");
                assertThat(answer.value()).asString(UTF_8).isEqualTo("taken v" + offset);
                assertThat(answer.key())
                    .asString(UTF_8)
                    .isEqualTo("k" + Integer.parseInt(offset) % 100);
              });
    }
    worker.api().delete("asking-sink");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void anEndpointThatIsAwayCausesNoRebalanceAndNoFailure() throws Exception {
    topics.create("away");
    try (var endpoint = new HttpEndpoint(freePort())) {
      // Several poll intervals fit into the outage: a task that blocked would be thrown out.
      worker
          .api()
          .put(
              "away-sink",
              sink(
                  "away",
                  endpoint.url(),
                  "consumer.override.max.poll.interval.ms",
                  "3000",
                  "max.buffered.records",
                  "500",
                  "retry.backoff.ms",
                  "100",
                  "retry.backoff.max.ms",
                  "500"));
      worker.api().awaitRunning("away-sink");
      produce("away", 100);
      await().atMost(PATIENCE).until(() -> endpoint.bodies.size() == 100);
      Set<String> before = members("connect-away-sink");

      endpoint.stop();
      produce("away", 3_000);
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(30))
          .until(() -> worker.api().failures("away-sink").isEmpty());
      assertThat(members("connect-away-sink")).isEqualTo(before).hasSize(1);
      endpoint.restart();

      await().atMost(PATIENCE).until(() -> endpoint.bodies.size() == 3_100);
      assertThat(members("connect-away-sink")).isEqualTo(before);
    }
    worker.api().delete("away-sink");
  }

  @Test
  void everyAnswered200IsInKafkaAfterKills() throws Exception {
    topics.create("in");
    int port = freePort();
    worker
        .api()
        .put(
            "listener",
            Map.of(
                "connector.class", "io.millrace.connect.http.HttpListenerSourceConnector",
                "tasks.max", "2",
                "http.listener.host", "127.0.0.1",
                "http.listener.port", String.valueOf(port),
                "http.listener.path", "/hooks",
                "topic", "in"));
    worker.api().awaitRunning("listener");
    Set<String> answered = ConcurrentHashMap.newKeySet();
    var next = new AtomicInteger();
    var isStopping = new boolean[1];
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(CompletableFuture.runAsync(() -> send(port, next, answered, isStopping)));
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      int enough = answered.size() + 2_000;
      await().atMost(PATIENCE).until(() -> answered.size() >= enough);
      worker.kill();
      worker.restart();
    }
    int enough = answered.size() + 500;
    await().atMost(PATIENCE).until(() -> answered.size() >= enough);
    isStopping[0] = true;
    CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();

    Set<String> stored =
        topics.read("in").stream()
            .map(record -> new String(record.value(), UTF_8))
            .collect(Collectors.toSet());
    assertThat(answered).hasSizeGreaterThan(2_000 * KILLS);
    assertThat(stored).containsAll(answered);
    worker.api().delete("listener");
  }

  private static void send(
      int port, AtomicInteger next, Set<String> answered, boolean[] isStopping) {
    var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    while (!isStopping[0]) {
      String id = "id-" + next.incrementAndGet();
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks"))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.ofString(id))
              .build();
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          answered.add(id);
        }
      } catch (IOException e) {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true); // the worker is down
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Map<String, String> sink(String topic, String url, String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.http.HttpSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("http.url", url);
    config.put("idempotency.key.header", "Idempotency-Key");
    config.put("max.in.flight.requests", "16");
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return config;
  }

  private static Set<String> members(String group) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .map(MemberDescription::consumerId)
          .collect(Collectors.toSet());
    }
  }

  private static void produce(String topic, int count) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, "k" + i % 100, "v" + i));
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
