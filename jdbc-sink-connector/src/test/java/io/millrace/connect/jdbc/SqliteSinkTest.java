package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink does to an SQLite file. */
class SqliteSinkTest extends HostileNamesContract {

  @TempDir static Path directory;

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:sqlite:" + directory.resolve("sink.db"), "");
  }

  @Test
  void upsertsAndDeletes() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).list());
    task.put(records().startingAt(2).keyed(1L, row("c", 7)).tombstone(2L).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|c|7");
  }

  @Test
  void leavesTheFileToOthersBetweenItsBatches() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");
    var other = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).list());
    database.execute("INSERT INTO t (id, name) VALUES (2, 'theirs')");
    other.put(records().keyed(3L, row("c")).list());
    task.put(records().startingAt(1).keyed(4L, row("d")).list());

    assertThat(names()).containsExactly("1|a", "2|theirs", "3|c", "4|d");
    assertThat(task.redeliveries()).isEmpty();
    assertThat(other.redeliveries()).isEmpty();
  }

  @Test
  void waitsForAnotherWriter() throws Exception {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      CompletableFuture<Void> put =
          CompletableFuture.runAsync(() -> task.put(records().keyed(1L, row("a")).list()));
      assertThatThrownBy(() -> put.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      statement.execute("COMMIT");
      put.get(20, TimeUnit.SECONDS);
    }
    assertThat(names()).containsExactly("1|a");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void keepsTheColumnsARecordDoesNotHave() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'a', 7)");
    var task = start(config("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id"));

    task.put(records().value(Map.of("id", 1, "name", "b")).list());

    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|b|7");
  }

  @Test
  void insertsOnlyRowsThatAreNotThere() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "insert_ignore");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).keyed(2L, row("c")).list());

    assertThat(names()).containsExactly("1|old", "2|b");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void updatesOnlyRowsThatAreThere() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "update");

    task.put(records().keyed(1L, row("b")).keyed(2L, row("c")).list());

    assertThat(names()).containsExactly("1|b");
  }

  @Test
  void setsABadRecordAsideAndStoresTheOthers() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT, n INT NOT NULL)");
    var task = started("insert.mode", "upsert");

    task.put(
        records().keyed(1L, row("a", 1)).keyed(2L, row("b", null)).keyed(3L, row("c", 3)).list());

    assertThat(names()).containsExactly("1|a", "3|c");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(1));
  }

  @Test
  void reportsAnInsertOfAKeyThatIsTaken() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "insert");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).list());

    assertThat(names()).containsExactly("1|old", "2|b");
    assertThat(task.rejected()).hasSize(1);
  }

  @Test
  void neverOverwritesARowWithAnOlderOrEqualVersion() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 5), (2, 'old', 5), (3, 'old', NULL)");
    var task = started("insert.mode", "upsert", "upsert.version.field", "n");

    task.put(records().keyed(1L, row("a", 5)).keyed(2L, row("b", 6)).keyed(3L, row("c", 1)).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(names()).containsExactly("1|old", "2|b", "3|c");
  }

  @Test
  void overwritesOnlyRowsThatDifferWhenTold() {
    database.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, n INT)",
        "CREATE TABLE IF NOT EXISTS seen (id INTEGER)",
        "DELETE FROM seen",
        "CREATE TRIGGER look AFTER UPDATE ON t BEGIN INSERT INTO seen VALUES (NEW.id); END",
        "INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', 2)");
    var task = started("insert.mode", "upsert", "upsert.skip.unchanged", "true");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("B", 2)).keyed(3L, row("c")).list());

    assertThat(names()).containsExactly("1|a", "2|B", "3|c");
    assertThat(database.rows("SELECT id FROM seen")).containsExactly("2");
  }

  @Test
  void createsAndExtendsTables() {
    var task = started("insert.mode", "upsert", "auto.create", "true", "auto.evolve", "true");

    task.put(records().keyed(1L, struct("a", "x")).list());
    task.put(records().startingAt(1).keyed(2L, struct("a", "y", "c", 7)).list());

    assertThat(database.rows("SELECT id, a, c FROM t")).isEqualTo(List.of("1|x|null", "2|y|7"));
  }

  @Test
  void appliesChangeEventsInTheirOrder() {
    database.execute(TABLE);
    var task =
        started("insert.mode", "upsert", "delete.enabled", "true", "truncate.enabled", "true");

    task.put(
        records()
            .keyed(1L, DebeziumContract.event("c", null, DebeziumContract.row(1, "a")))
            .value(DebeziumContract.truncation())
            .keyed(2L, DebeziumContract.event("c", null, DebeziumContract.row(2, "b")))
            .keyed(3L, DebeziumContract.event("c", null, DebeziumContract.row(3, "c")))
            .keyed(3L, DebeziumContract.event("d", DebeziumContract.row(3, "c"), null))
            .list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected()).isEmpty();
  }
}
