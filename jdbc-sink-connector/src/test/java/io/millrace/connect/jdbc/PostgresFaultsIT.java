package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static io.millrace.connect.testkit.Records.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.FaultProxy;
import io.millrace.connect.testkit.Records.TopicRecords;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink does while its database has trouble. */
class PostgresFaultsIT {

  private static final String TABLE =
      "CREATE TABLE t (id bigint PRIMARY KEY, name varchar(9), n int)";

  @TempDir Path data;
  private EmbeddedPostgres server;
  private TestDatabase database;
  private final List<SinkTaskHarness> started = new ArrayList<>();

  @BeforeEach
  void startServer() throws IOException {
    server = server(0);
    database =
        new TestDatabase(
            "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
    database.execute(TABLE);
  }

  @AfterEach
  void stopServer() throws IOException {
    started.forEach(SinkTaskHarness::close);
    server.close();
  }

  @Test
  void deliversEverythingAfterTheDatabaseWasAway() throws IOException {
    var task = started();
    task.put(topic("t").keyed(0L, struct("name", "before")).list());
    server.close();
    task.beforeRedelivery(this::restart);

    task.put(ten());

    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("11");
    assertThat(task.rejected()).isEmpty();
    assertThat(task.redeliveries()).isNotEmpty();
  }

  @Test
  void startsWhileTheDatabaseIsAway() throws IOException {
    server.close();
    var task = started().beforeRedelivery(this::restart);

    task.put(ten());

    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("10");
    assertThat(task.redeliveries()).first().asString().contains("jdbc:postgresql://", "08001");
  }

  @Test
  void storesNothingTwiceWhenItsSessionIsKilledInAStatement() throws Exception {
    var task = started("insert.mode", "insert");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(ten()));
      awaitLockWait(1);

      database.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
      other.rollback();
      put.get(30, TimeUnit.SECONDS);
    }

    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("10");
    assertThat(task.rejected()).isEmpty();
    assertThat(task.redeliveries()).hasSize(1);
  }

  @Test
  void deliversAgainAfterADeadlock() throws Exception {
    var task = started();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("INSERT INTO t VALUES (1, 'old', 0), (2, 'old', 0)");
      other.setAutoCommit(false);
      statement.execute("UPDATE t SET n = 1 WHERE id = 1");
      List<SinkRecord> twoThenOne =
          topic("t").keyed(2L, struct("name", "new")).keyed(1L, struct("name", "new")).list();
      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(twoThenOne));
      awaitLockWait(1);

      statement.execute("UPDATE t SET n = 2 WHERE id = 2");
      other.commit();
      put.get(30, TimeUnit.SECONDS);
    }

    assertThat(database.rows("SELECT id, name, n FROM t ORDER BY id"))
        .containsExactly("1|new|1", "2|new|2");
    assertThat(task.rejected()).isEmpty();
    assertThat(task.redeliveries()).singleElement().asString().contains("40P01");
  }

  @Test
  void storesNothingTwiceWhenTheAnswerToACommitIsLost() {
    database.execute("CREATE TABLE log (id bigint, name text)");
    try (var proxy = FaultProxy.to(server.getPort())) {
      var task =
          started(
              "connection.url", "jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
              "insert.mode", "insert",
              "table.name.format", "log",
              "delivery.guarantee", "exactly_once",
              "offsets.table", "offsets_of_sinks",
              "connections", "1");

      proxy.swallowAnswersTo("COMMIT", 5);
      task.put(ten());

      assertThat(proxy.faultsLeft()).isZero();
      assertThat(task.rejected()).isEmpty();
      assertThat(task.redeliveries()).isNotEmpty();
    }
    assertThat(database.rows("SELECT id FROM log ORDER BY id"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void upsertsReachTheSameEndWhenTheAnswerToACommitIsLost() {
    try (var proxy = FaultProxy.to(server.getPort())) {
      var task =
          started("connection.url", "jdbc:postgresql://localhost:" + proxy.port() + "/postgres");

      proxy.swallowAnswersTo("COMMIT", 3);
      task.put(ten());

      assertThat(proxy.faultsLeft()).isZero();
      assertThat(task.rejected()).isEmpty();
    }
    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("10");
  }

  @Test
  void isNotConnectedWhileItTriesAgain() throws JMException {
    try (var proxy = FaultProxy.to(server.getPort())) {
      var task =
          started(
              "connection.url",
              "jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
              "connection.timeout.ms",
              "4000");
      task.put(ten());
      assertThat(metric("connected")).isEqualTo(1);

      proxy.cut();
      for (int call = 0; call < 6; call++) {
        try {
          task.putOnce(ten());
        } catch (RetriableException e) {
          assertThat(metric("connected")).isZero();
        }
      }
      assertThat(metric("connected")).isZero();

      proxy.mend();
      task.put(ten());
      assertThat(metric("connected")).isEqualTo(1);
    }
  }

  @Test
  void findsABadRecordWithFewStatements() throws JMException {
    var task = started();
    TopicRecords records = topic("t");
    for (long id = 1; id <= 100; id++) {
      records.keyed(id, struct("name", id == 50 ? "much too long" : "ok"));
    }

    task.put(records.list());

    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("99");
    assertThat(task.rejected()).hasSize(1);
    assertThat(metric("upserts-total")).isEqualTo(99);
    assertThat(metric("batches-total")).isEqualTo(1);
    assertThat(metric("statements-total")).isLessThanOrEqualTo(2 + 2 * 7);
  }

  @Test
  void findsTheRecordsThatBreakAConstraintAtTheCommit() {
    database.execute(
        "CREATE TABLE node (id bigint PRIMARY KEY, parent bigint,"
            + " FOREIGN KEY (parent) REFERENCES node DEFERRABLE INITIALLY DEFERRED)");
    var task = started("table.name.format", "node");
    TopicRecords records = topic("t");
    for (long id = 1; id <= 100; id++) {
      records.keyed(id, struct("parent", id == 50 ? 999L : id == 100 ? 100L : id + 1));
    }

    task.put(records.list());

    // Each of the first 49 needs the next one, up to the 50th, whose parent never comes.
    assertThat(database.rows("SELECT count(*), min(id) FROM node")).containsExactly("50|51");
    assertThat(task.rejected()).hasSize(50);
  }

  @Test
  void createsATableOnceWhenSeveralTasksSeeItsFirstRecord() throws Exception {
    var barrier = new CyclicBarrier(4);
    List<CompletableFuture<Void>> puts = new ArrayList<>();
    for (long id = 0; id < 4; id++) {
      var task = started("auto.create", "true", "table.name.format", "fresh");
      var records = topic("t").keyed(id, struct("name", "a")).list();
      puts.add(
          CompletableFuture.runAsync(
              () -> {
                await(barrier);
                task.put(records);
              },
              runnable -> new Thread(runnable).start()));
    }

    for (CompletableFuture<Void> put : puts) {
      put.get(30, TimeUnit.SECONDS);
    }

    assertThat(database.rows("SELECT id FROM fresh ORDER BY id"))
        .containsExactly("0", "1", "2", "3");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private SinkTaskHarness started(String... options) {
    var config = database.config(options);
    config.putIfAbsent("insert.mode", "upsert");
    config.put("pk.mode", "record_key");
    config.put("pk.fields", "id");
    var task = SinkTaskHarness.started(JdbcSinkTask::new, config).settling();
    started.add(task);
    return task;
  }

  private void restart() {
    try {
      server.close();
      server = server(server.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres server(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .start();
  }

  private void awaitLockWait(int count) {
    List<String> expected = Collections.nCopies(count, "t");
    Awaitility.await("a session that waits for the lock")
        .atMost(Duration.ofSeconds(20))
        .until(() -> database.rows("SELECT true FROM pg_locks WHERE NOT granted").equals(expected));
  }

  private static double metric(String name) throws JMException {
    var bean = new ObjectName("millrace.connect:type=sink-task,connector=\"under-test\",task=0");
    return (double) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
  }

  private static List<SinkRecord> ten() {
    TopicRecords records = topic("t");
    for (long id = 1; id <= 10; id++) {
      records.keyed(id, struct("name", "row"));
    }
    return records.list();
  }
}
