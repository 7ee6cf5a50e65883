package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.quickstart.demo.LegacyWriter;
import io.millrace.quickstart.demo.Order;
import io.millrace.quickstart.demo.OrdersTable;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.JavaProcess;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on real parts, and what becomes of it when something goes wrong. */
class FileToPostgresIT {

  private static final String SOURCE = "orders-file-source";
  private static final String SINK = "orders-postgres-sink";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Installation INSTALLATION = Installation.current();
  private static Stack.Running stack;
  private static Topics topics;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  @BeforeAll
  static void startStack() {
    stack = Stack.started(INSTALLATION, Ports.free(0, 0, 0));
    topics = new Topics(stack.broker().bootstrapServers());
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  private final String name = "t" + System.nanoTime();

  @AfterEach
  void removeConnectors() {
    for (String connector : List.of(SOURCE + name, SINK + name)) {
      try {
        stack.worker().api().delete(connector);
      } catch (RuntimeException e) {
        // the test did not get as far as creating it
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"poll", "connector"})
  void killingTheWorkerLosesNothingAndDoublesNothing(String boundary) throws Exception {
    long lines = 500_000;
    int kills = Integer.getInteger("millrace.kills", 2);
    startSource(Map.of("transaction.boundary", boundary));
    startSink(Map.of());
    try (JavaProcess writer = startWriter(lines, 8)) {
      for (int kill = 1; kill <= kills; kill++) {
        long enough = lines * kill / (kills + 1);
        await().atMost(PATIENCE).until(() -> rows() >= enough);
        stack.worker().kill();
        stack.worker().restart();
      }
      await().atMost(PATIENCE).until(() -> rows() >= lines);
    }

    assertThat(difference(lines)).isEmpty();
    assertThat(orderNumbers(topics.read(name)))
        .as("committed records of the topic, none missing, none twice, in order")
        .isEqualTo(LongStream.rangeClosed(1, lines).boxed().toList());
  }

  @Test
  void aMalformedLineGoesToTheDeadLetterTopicAsItWas() throws Exception {
    topics.create(name + "-dead");
    append(1, 5_000);
    append("5001,Ann,Tea,broken\n");
    append(5_002, 10_000);
    startSource(Map.of());
    startSink(
        Map.of(
            "errors.tolerance", "all",
            "errors.deadletterqueue.topic.name", name + "-dead",
            "errors.deadletterqueue.topic.replication.factor", "1",
            "errors.deadletterqueue.context.headers.enable", "true"));

    await().atMost(PATIENCE).until(() -> rows() >= 9_999);
    await().atMost(PATIENCE).until(() -> !topics.read(name + "-dead").isEmpty());

    assertThat(rows()).isEqualTo(9_999);
    List<ConsumerRecord<byte[], byte[]>> dead = topics.read(name + "-dead");
    assertThat(dead).hasSize(1);
    assertThat(new String(dead.get(0).value(), UTF_8)).isEqualTo("5001,Ann,Tea,broken");
    assertThat(header(dead.get(0), "__connect.errors.exception.message"))
        .contains(name + "-0@")
        .contains("4 columns")
        .contains("7");
    assertThat(header(dead.get(0), "__connect.errors.topic")).isEqualTo(name);
  }

  @Test
  void byDefaultAMalformedLineFailsTheTaskAndSaysWhereAndWhatToDo() throws Exception {
    append(1, 10);
    append("11,Ann,Tea,broken\n");
    startSource(Map.of());
    startSink(Map.of());

    await().atMost(PATIENCE).until(() -> !stack.worker().api().failures(SINK + name).isEmpty());

    assertThat(stack.worker().api().failures(SINK + name).get(0))
        .contains("parse/ParseCsv: ")
        .contains("in " + name + "-0@")
        .contains("4 columns")
        .contains("7")
        .contains("missing.columns=null")
        .doesNotContain("broken");
  }

  @Test
  void aDatabaseThatIsAwayFor30SecondsLosesNothing() throws Exception {
    long lines = 200_000;
    topics.create(name + "-dead");
    startSource(Map.of());
    startSink(
        Map.of(
            "errors.tolerance", "all",
            "errors.deadletterqueue.topic.name", name + "-dead",
            "errors.deadletterqueue.topic.replication.factor", "1"));
    try (JavaProcess writer = startWriter(lines, 16)) {
      await().atMost(PATIENCE).until(() -> rows() > 10_000);
      long logged = Files.lines(stack.worker().log()).count();
      stack.postgres().stop();
      await().pollDelay(Duration.ofSeconds(30)).atMost(PATIENCE).until(() -> true);

      assertThat(stack.worker().api().failures(SINK + name)).isEmpty();
      List<String> events = complaints(logged);
      assertThat(events).filteredOn(line -> line.contains("RetriableException")).isNotEmpty();
      assertThat(events)
          .filteredOn(line -> !line.contains("RetriableException from SinkTask"))
          .as("beside the worker's event per attempt")
          .allMatch(FileToPostgresIT::isOfAnIdleConnection)
          .hasSizeLessThanOrEqualTo(1);
    } finally {
      stack.postgres().restart();
    }
    await().atMost(PATIENCE).until(() -> rows() >= lines);

    assertThat(difference(lines)).isEmpty();
    assertThat(topics.read(name + "-dead")).isEmpty();
    assertThat(stack.worker().api().failures(SINK + name)).isEmpty();
  }

  @Test
  void mistakesInAConfigurationAreAnsweredByTheValidation() throws Exception {
    Map<String, String> sink = sinkConfig(Map.of());

    assertThat(errors(sink, "insert.mode", "upsrt"))
        .containsExactly(
            "Invalid value upsrt for configuration insert.mode:"
                + " must be one of insert, upsert, update, insert_ignore");
    assertThat(errors(sink, "pk.feilds", "id"))
        .containsExactly("Unknown configuration pk.feilds: did you mean pk.fields?");
    assertThat(errors(sink, "connection.url", null))
        .containsExactly(
            "Missing required configuration \"connection.url\" which has no default value.");
    assertThat(errors(sink, "connection.url", "jdbc:postgresql://127.0.0.1:1/orders"))
        .singleElement()
        .asString()
        .contains("127.0.0.1:1")
        .contains("08001");
  }

  @Test
  void theExamplesOfTheReadmeAreValid() throws Exception {
    String readme = Files.readString(INSTALLATION.root().resolve("README.md"));
    List<MatchResult> examples =
        Pattern.compile("-d '(\\{.*?\\n})'", Pattern.DOTALL).matcher(readme).results().toList();

    assertThat(examples).hasSize(2);
    for (MatchResult example : examples) {
      Map<String, String> config = config(JSON.readTree(example.group(1)));
      config.put("name", name);
      config.computeIfPresent("connection.password", (key, fromFile) -> "not checked");
      config.computeIfPresent("connection.url", (key, url) -> stack.postgres().jdbcUrl());
      config.computeIfPresent("connection.user", (key, user) -> stack.postgres().user());
      JsonNode answer = stack.worker().api().validate(config.get("connector.class"), config);

      assertThat(answer.path("error_count").asInt()).as(answer.toPrettyString()).isZero();
    }
  }

  private List<String> errors(Map<String, String> valid, String key, String value) {
    Map<String, String> config = new HashMap<>(valid);
    config.put(key, value);
    config.values().removeIf(Objects::isNull);
    JsonNode answer =
        stack.worker().api().validate(config.get("connector.class"), config).path("configs");
    for (JsonNode option : answer) {
      if (option.path("value").path("name").asText().equals(key)) {
        return JSON.convertValue(option.path("value").path("errors"), new TypeReference<>() {});
      }
    }
    return List.of();
  }

  private void startSource(Map<String, String> overrides) throws IOException {
    Map<String, String> config = example(SOURCE);
    config.put("paths", file().toString());
    config.put("topic", name);
    config.putAll(overrides);
    stack.worker().api().put(SOURCE + name, config);
    stack.worker().api().awaitRunning(SOURCE + name);
  }

  private void startSink(Map<String, String> overrides) throws IOException {
    stack.worker().api().put(SINK + name, sinkConfig(overrides));
  }

  private Map<String, String> sinkConfig(Map<String, String> overrides) throws IOException {
    Map<String, String> config = example(SINK);
    config.put("name", SINK + name);
    config.put("topics", name);
    config.put("table.name.format", name);
    config.putAll(overrides);
    return config;
  }

  private static Map<String, String> example(String connector) throws IOException {
    return config(JSON.readTree(stack.example(connector)).path("config"));
  }

  private static Map<String, String> config(JsonNode json) {
    return JSON.convertValue(json, new TypeReference<HashMap<String, String>>() {});
  }

  private JavaProcess startWriter(long lines, long seconds) {
    return JavaProcess.start(
        "legacy writer",
        INSTALLATION.launcherClasspath(),
        List.of("-Xmx64m", "-XX:+UseSerialGC"),
        List.of(
            LegacyWriter.class.getName(),
            file().toString(),
            Long.toString(lines),
            Long.toString(seconds)),
        Map.of(),
        stack.workspace().log("writer-" + name));
  }

  private Path file() {
    return stack.workspace().folder("legacy").resolve(name + ".log");
  }

  private void append(long from, long to) throws IOException {
    append(
        LongStream.rangeClosed(from, to)
            .mapToObj(id -> Order.number(id).csvLine(0) + "\n")
            .collect(Collectors.joining()));
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private long rows() throws SQLException {
    try (var table = table()) {
      return table.rows();
    }
  }

  private Optional<String> difference(long lines) throws SQLException {
    try (var table = table()) {
      return table.differenceTo(lines);
    }
  }

  private OrdersTable table() throws SQLException {
    return new OrdersTable(stack.portal(), name);
  }

  private List<String> complaints(long afterLine) throws IOException {
    try (var log = Files.lines(stack.worker().log())) {
      return log.skip(afterLine)
          .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
          .toList();
    }
  }

  // The pool says it when the task had nothing to write for half a second as the database left.
  private static boolean isOfAnIdleConnection(String line) {
    return line.contains("Failed to validate connection");
  }

  private static List<Long> orderNumbers(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(record -> new String(record.value(), UTF_8))
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
