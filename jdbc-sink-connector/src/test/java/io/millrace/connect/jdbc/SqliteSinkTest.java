package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink does to an SQLite file. */
class SqliteSinkTest extends DialectContract {

  @TempDir static Path directory;

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:sqlite:" + directory.resolve("sink.db"), "");
  }

  @Override
  List<String> typesOfAllTypes() {
    return List.of(
        "id|INTEGER|NO",
        "i8|INTEGER|NO",
        "i16|INTEGER|NO",
        "i32|INTEGER|NO",
        "f32|REAL|NO",
        "f64|REAL|NO",
        "flag|BOOLEAN|NO",
        "text|TEXT|NO",
        "amount|TEXT|NO",
        "day|TEXT|NO",
        "time|TEXT|NO",
        "at|TEXT|NO",
        "missing|TEXT|YES");
  }

  // SQLite itself has no lengths.
  @Override
  String tableOfShortNames() {
    return TABLE.replace("VARCHAR(3)", "VARCHAR(3) CHECK (length(name) <= 3)");
  }

  // It has no SQLStates, and one code for all constraints.
  @Override
  String tooLongState() {
    return "error code 19";
  }

  @Override
  String duplicateState() {
    return "error code 19";
  }

  @Override
  String nullState() {
    return "error code 19";
  }

  @Override
  List<String> columnTypes(String table) {
    return database.rows(
        "SELECT name, type, CASE WHEN \"notnull\" THEN 'NO' ELSE 'YES' END FROM pragma_table_info('"
            + table
            + "')");
  }

  @Override
  String hex(String column) {
    return "NULLIF(LOWER(HEX(" + column + ")), '')";
  }

  @Override
  String instant(String text) {
    return "'" + text + "Z'";
  }

  @Override
  String timesAreRight(String quote) {
    String condition =
        """
        <d> = '2026-01-02' AND <t3> = '10:00:00.123' \
        AND <t6> = '10:00:00.123456' AND <t9> = '10:00:00.123456' \
        AND <ts3> = '2026-01-02 10:00:00.123' AND <ts6> = '2026-01-02 10:00:00.123456' \
        AND <ts9> = '1969-12-31 23:59:59.999999' \
        AND <zt> = '10:00:00Z' AND <zts> = '2026-01-02 10:00:00.5Z' AND <iv> = 'P1DT2H'""";
    return condition.replace("<", quote).replace(">", quote);
  }

  @Override
  String jsonType() {
    return "TEXT";
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
  void overwritesRowsThatDifferWhateverTheCollationSays() {
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
}
