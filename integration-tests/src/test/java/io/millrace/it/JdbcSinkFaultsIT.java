package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.SmallDisk;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The JDBC sink in a real worker, while worker and database have trouble. */
class JdbcSinkFaultsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int RECORDS = 400_000;
  private static final int DISK_BYTES = 64 << 20;

  private static Stack.Running stack;
  private static Topics topics;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  private final String name = "f" + System.nanoTime();

  @BeforeAll
  static void startStack() {
    stack = Stack.started(Installation.current(), Ports.free(0, 0, 0));
    topics = new Topics(stack.broker().bootstrapServers());
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  @AfterEach
  void removeConnector() {
    stack.worker().api().delete(name);
  }

  @Test
  void exactlyOnceDoublesNoInsertWithoutKeyWhenTheWorkerIsKilled() throws Exception {
    int kills = Integer.getInteger("millrace.kills", 2);
    execute("CREATE TABLE " + name + " (id bigint, payload text)");
    fill(RECORDS);
    start(Map.of("insert.mode", "insert", "delivery.guarantee", "exactly_once"));

    for (int kill = 1; kill <= kills; kill++) {
      long enough = (long) RECORDS * kill / (kills + 1);
      await().atMost(PATIENCE).until(() -> rows() >= enough);
      stack.worker().kill();
      stack.worker().restart();
    }
    await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

    assertThat(distinct()).isEqualTo(RECORDS);
    assertThat(rows()).isEqualTo(RECORDS);
  }

  @Test
  void aDatabaseThatIsKilledLosesNothing() throws Exception {
    execute("CREATE TABLE " + name + " (id bigint PRIMARY KEY, payload text)");
    fill(RECORDS);
    start(upsert());
    await().atMost(PATIENCE).until(() -> rows() > 0);

    killPostgres();
    await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

    assertThat(rows()).isEqualTo(RECORDS);
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void exactlyOnceSurvivesADatabaseThatIsKilled() throws Exception {
    execute("CREATE TABLE " + name + " (id bigint, payload text)");
    fill(RECORDS);
    start(Map.of("insert.mode", "insert", "delivery.guarantee", "exactly_once"));
    await().atMost(PATIENCE).until(() -> rows() > 0);

    killPostgres();
    await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

    assertThat(rows()).isEqualTo(RECORDS);
    assertThat(distinct()).isEqualTo(RECORDS);
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void aDatabaseThatIsFrozenLosesNothing() throws Exception {
    execute("CREATE TABLE " + name + " (id bigint PRIMARY KEY, payload text)");
    fill(RECORDS);
    start(upsert());
    await().atMost(PATIENCE).until(() -> rows() > 0);
    List<Long> processes = postgresProcesses();

    processes.forEach(pid -> signal("STOP", pid));
    await()
        .pollDelay(Duration.ofSeconds(Integer.getInteger("millrace.freeze.seconds", 8)))
        .atMost(PATIENCE)
        .until(() -> true);
    assertThat(stack.worker().api().failures(name)).isEmpty();
    processes.forEach(pid -> signal("CONT", pid));
    await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

    assertThat(rows()).isEqualTo(RECORDS);
    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void aLockOnTheTableAndANewColumnAreWaitedFor() throws Exception {
    execute("CREATE TABLE " + name + " (id bigint PRIMARY KEY, payload text)");
    fill(RECORDS);
    start(upsert());
    await().atMost(PATIENCE).until(() -> rows() > 0);

    try (Connection other = stack.postgres().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
      statement.execute("ALTER TABLE " + name + " ADD COLUMN later int");
      await().pollDelay(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> true);
      other.commit();
    }
    await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

    assertThat(stack.worker().api().failures(name)).isEmpty();
  }

  @Test
  void twoConnectorsThatUpsertTheSameKeysNeverFail() throws Exception {
    execute("CREATE TABLE " + name + " (id bigint PRIMARY KEY, payload text)");
    String other = name + "-other";
    fill(RECORDS);
    start(upsert());
    Map<String, String> config = config(upsert());
    config.put("name", other);
    stack.worker().api().put(other, config);
    try {
      await().atMost(PATIENCE).until(() -> lag(name) == 0 && lag(other) == 0);

      assertThat(rows()).isEqualTo(RECORDS);
      assertThat(stack.worker().api().failures(name)).isEmpty();
      assertThat(stack.worker().api().failures(other)).isEmpty();
    } finally {
      stack.worker().api().delete(other);
    }
  }

  @Test
  void aFullDiskLosesNothing(@TempDir Path directory) throws Exception {
    try (var disk = SmallDisk.mountedAt(directory, DISK_BYTES)) {
      execute("CREATE TABLESPACE " + name + " LOCATION '" + directory + "'");
      execute(
          "CREATE TABLE "
              + name
              + " (id bigint, payload text, PRIMARY KEY (id) USING INDEX TABLESPACE "
              + name
              + ") TABLESPACE "
              + name);
      disk.take(DISK_BYTES * 3 / 4);
      fill(RECORDS);
      start(upsert());
      await().atMost(PATIENCE).until(() -> timesFull() > 2);
      long written = rows();
      assertThat(written).isBetween(1L, RECORDS - 1L);
      assertThat(stack.worker().api().failures(name)).isEmpty();

      disk.free();
      await().atMost(PATIENCE).until(() -> rows() >= RECORDS);

      assertThat(rows()).isEqualTo(RECORDS);
      assertThat(stack.worker().api().failures(name)).isEmpty();
      execute("DROP TABLE " + name);
      execute("DROP TABLESPACE " + name);
    }
  }

  private static Map<String, String> upsert() {
    return Map.of("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id");
  }

  private void start(Map<String, String> options) {
    stack.worker().api().put(name, config(options));
    stack.worker().api().awaitRunning(name);
  }

  private Map<String, String> config(Map<String, String> options) {
    Map<String, String> config = new HashMap<>(options);
    config.put("name", name);
    config.put("connector.class", "io.millrace.connect.jdbc.JdbcSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", name);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("transforms", "parse");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseCsv$Value");
    config.put("transforms.parse.columns", "id:int64,payload");
    config.put("connection.url", stack.postgres().jdbcUrl());
    config.put("connection.user", stack.postgres().user());
    config.put("connection.password", stack.postgres().user());
    config.put("statement.timeout.ms", "20000");
    config.put("retry.backoff.max.ms", "2000");
    return config;
  }

  private void fill(int records) throws Exception {
    topics.create(name);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.broker().bootstrapServers(), "linger.ms", 20),
            new StringSerializer(),
            new StringSerializer())) {
      for (int id = 0; id < records; id++) {
        producer.send(new ProducerRecord<>(name, id + ",payload " + id));
      }
    }
  }

  // Each attempt is said once.
  private static long timesFull() throws IOException {
    try (var log = Files.lines(stack.worker().log())) {
      return log.filter(line -> line.contains("SQLState 53100")).count();
    }
  }

  private long lag(String connector) throws Exception {
    return topics.lag("connect-" + connector, name);
  }

  private long rows() {
    return number("SELECT count(*) FROM " + name);
  }

  private long distinct() {
    return number("SELECT count(DISTINCT id) FROM " + name);
  }

  private static long number(String query) {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      return -1; // the database is the one that has trouble
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void killPostgres() throws SQLException, IOException {
    postgresProcesses().forEach(pid -> signal("KILL", pid));
    stack.postgres().restart();
  }

  private static long postmaster() throws SQLException, IOException {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW data_directory")) {
      result.next();
      Path file = Path.of(result.getString(1)).resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file, StandardCharsets.UTF_8).get(0).trim());
    }
  }

  private static List<Long> postgresProcesses() throws SQLException, IOException {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  private static void signal(String signal, long pid) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
      kill.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
