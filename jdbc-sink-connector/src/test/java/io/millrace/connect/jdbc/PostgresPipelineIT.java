package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records.TopicRecords;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while a batch is being written in the background. */
@SuppressWarnings("try") // locks are held, not used
class PostgresPipelineIT extends SinkContract {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  TestDatabase database() {
    return new TestDatabase(
        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
  }

  @BeforeEach
  void createTable() {
    database.execute(TABLE);
  }

  @Test
  void takesRecordsButCommitsNoOffsetsWhileABatchIsBeingWritten() throws SQLException {
    var task = inBackground("insert.mode", "upsert");
    try (Lock lock = lock()) {
      task.put(rows(0, 3));
      awaitLockWait();
      task.put(rows(3, 6));
      task.commit();

      assertThat(task.committed("t", 0)).hasValue(0);
    }
    awaitStored(task, 6);

    assertThat(names()).hasSize(6);
    assertThat(task.redeliveries()).isEmpty();
  }

  @Test
  void stopsWithinFiveSecondsWhileAStatementHangs() throws SQLException {
    var task = inBackground("insert.mode", "upsert", "connections", "2");
    try (Lock lock = lock()) {
      task.put(rows(0, 10));
      awaitLockWait();

      long begun = System.nanoTime();
      task.commit();
      task.close();
      started.remove(task);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(waiting()).as("statements that still wait in the server").isEmpty();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void asksForNoMoreRecordsWhileTwoBatchesAreWaiting() throws SQLException {
    var task = inBackground("insert.mode", "upsert", "batch.size", "10");
    try (Lock lock = lock()) {
      task.put(rows(0, 1));
      awaitLockWait();

      task.put(rows(1, 9));
      assertThat(task.paused()).isEmpty();
      task.put(rows(9, 20));
      assertThat(task.paused()).containsExactly(new TopicPartition("t", 0));
    }
    awaitStored(task, 20);

    assertThat(task.paused()).isEmpty();
    assertThat(names()).hasSize(20);
  }

  @Test
  void asksForNoMoreRecordsWhileManyBytesAreWaiting() throws SQLException {
    var task = inBackground("insert.mode", "upsert", "batch.max.bytes", "65536");
    try (Lock lock = lock()) {
      task.put(rows(0, 1));
      awaitLockWait();

      task.put(rows(1, 9));
      assertThat(task.paused()).isEmpty();
      task.put(records().startingAt(9).keyed(9L, row("x".repeat(65_536))).list());
      assertThat(task.paused()).containsExactly(new TopicPartition("t", 0));
    }
    awaitStored(task, 10);

    assertThat(task.paused()).isEmpty();
  }

  @Test
  void keepsTheOrderOfBatchesWhenOneOfThemFails() throws SQLException {
    var task = inBackground("insert.mode", "upsert");
    try (Lock lock = lock()) {
      task.put(records().keyed(1L, row("a")).list());
      awaitLockWait();
      task.put(records().startingAt(1).keyed(1L, row("b")).keyed(2L, row("b")).list());
      database.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
    }
    task.put(records().startingAt(3).keyed(2L, row("c")).list());
    awaitStored(task, 4);

    assertThat(names()).containsExactly("1|b", "2|c");
    assertThat(task.redeliveries()).hasSize(1);
  }

  @Test
  void givesUpAfterAsManyRetriesAsAllowed() throws SQLException {
    var task = inBackground("insert.mode", "upsert", "max.retries", "2");
    try (Lock lock = lock()) {
      task.put(rows(0, 3));
      awaitLockWait();
      database.execute("ALTER ROLE postgres SET default_transaction_read_only = on");
      database.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
    }
    try {
      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThatThrownBy(() -> awaitFailure(task)).isInstanceOf(RetriableException.class);
      }
      assertThatThrownBy(() -> awaitFailure(task))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining("Gave up after 2 retries");
    } finally {
      database.execute(
          "BEGIN READ WRITE; ALTER ROLE postgres RESET default_transaction_read_only; COMMIT");
    }
  }

  @Test
  void writesNothingOfPartitionsThatBelongToAnotherTaskNow() throws SQLException {
    var task = inBackground("insert.mode", "upsert");
    try (Lock lock = lock()) {
      List<SinkRecord> both = new ArrayList<>(rows(0, 1));
      both.addAll(records().partition(1).keyed(7L, row("x")).list());
      task.put(both);
      awaitLockWait();
      task.put(rows(1, 2));

      task.revoke(new TopicPartition("t", 0));
      assertThat(waiting()).isEmpty();
    }
    awaitStored(task);

    assertThat(names()).containsExactly("7|x");
    assertThat(task.redeliveries()).isEmpty();
  }

  @Test
  void keepsTheOrderOfEachKeyOverSeveralConnections() {
    var task = started("insert.mode", "upsert", "delete.enabled", "true", "connections", "4");
    Map<Long, String> expected = new HashMap<>();
    var random = new Random(7);
    for (int batch = 0; batch < 40; batch++) {
      TopicRecords records = records().startingAt(batch * 50);
      for (int i = 0; i < 50; i++) {
        long key = random.nextInt(30);
        if (random.nextInt(4) == 0) {
          records.tombstone(key);
          expected.remove(key);
        } else {
          String name = Integer.toString(random.nextInt(1000));
          records.keyed(key, row(name));
          expected.put(key, name);
        }
      }
      task.put(records.list());
    }

    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList());
    assertThat(task.rejected()).isEmpty();
    assertThat(task.redeliveries()).isEmpty();
  }

  @Test
  void writesRowsAfterThoseTheyReferToOverSeveralConnections() {
    database.execute(
        "DROP TABLE IF EXISTS node",
        "CREATE TABLE node (id bigint PRIMARY KEY, parent bigint REFERENCES node)");
    var task =
        started(
            "insert.mode",
            "upsert",
            "connections",
            "4",
            "table.name.format",
            "node",
            "pk.fields",
            "id");
    TopicRecords records = records().keyed(0L, struct("parent", 0L));
    for (long id = 1; id < 200; id++) {
      records.keyed(id, struct("parent", id == 100 ? 999L : id - 1));
    }

    task.put(records.list());

    // Record 100 refers to a row that never comes, and each later one to its predecessor.
    assertThat(database.rows("SELECT count(*) FROM node")).containsExactly("100");
    assertThat(task.rejected()).hasSize(100);
  }

  private SinkTaskHarness inBackground(String... options) {
    var task = SinkTaskHarness.started(JdbcSinkTask::new, keyed(options));
    started.add(task);
    return task;
  }

  private Lock lock() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    connection.createStatement().execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
    return () -> {
      connection.rollback();
      connection.close();
    };
  }

  private void awaitLockWait() {
    Awaitility.await("a statement that waits for the lock")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !waiting().isEmpty());
  }

  private List<String> waiting() {
    return database.rows("SELECT pid FROM pg_locks WHERE NOT granted");
  }

  private static void awaitStored(SinkTaskHarness task, long end) {
    Awaitility.await("offset " + end)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              task.put(List.of());
              task.commit();
              return task.committed("t", 0).orElse(-1) == end;
            });
  }

  private void awaitStored(SinkTaskHarness task) {
    Awaitility.await("a row")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              task.put(List.of());
              return !names().isEmpty();
            });
  }

  private static void awaitFailure(SinkTaskHarness task) {
    Awaitility.await("a failure")
        .atMost(Duration.ofSeconds(20))
        .ignoreNoExceptions()
        .until(
            () -> {
              task.putOnce(List.of());
              return false;
            });
  }

  private static List<SinkRecord> rows(int from, int to) {
    TopicRecords records = records().startingAt(from);
    for (long id = from; id < to; id++) {
      records.keyed(id, row("a"));
    }
    return records.list();
  }

  /** A lock that is held until it is closed. */
  private interface Lock extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }
}
