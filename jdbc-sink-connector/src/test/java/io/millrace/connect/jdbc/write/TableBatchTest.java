package io.millrace.connect.jdbc.write;

import static io.millrace.connect.jdbc.sql.Operation.DELETE;
import static io.millrace.connect.jdbc.sql.Operation.INSERT;
import static io.millrace.connect.jdbc.sql.Operation.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableBatchTest {

  private static final RowLayout AB = layout("t", "a", "b");
  private static final RowLayout A = layout("t", "a");
  private static final RowLayout OTHER = layout("other", "a");
  private static final RowLayout KEY = layout("t");

  @Test
  void keepsTheLastUpsertOfAKeyInItsPlace() {
    var changes =
        List.of(change(0, UPSERT, AB, 1L), change(1, UPSERT, AB, 2L), change(2, UPSERT, AB, 1L));

    assertThat(shown(TableBatch.reduced(changes))).containsExactly("UPSERT t [1, 2]");
  }

  @Test
  void deletesBeforeItWrites() {
    var changes =
        List.of(
            change(0, UPSERT, AB, 1L),
            change(1, DELETE, KEY, 1L),
            change(2, UPSERT, AB, 1L),
            change(3, DELETE, KEY, 2L));

    assertThat(shown(TableBatch.reduced(changes)))
        .containsExactly("DELETE t [1, 3]", "UPSERT t [2]");
  }

  @Test
  void keepsTheOrderWhereADatabaseMayTakeTwoKeysForOne() {
    var changes =
        List.of(
            change(0, UPSERT, AB, "Zo\u00eb"),
            change(1, DELETE, KEY, "zoe "),
            change(2, UPSERT, AB, "x"));

    assertThat(shown(TableBatch.reduced(changes)))
        .containsExactly("UPSERT t [0]", "DELETE t [1]", "UPSERT t [2]");
  }

  @Test
  void groupsAlternatingSchemas() {
    var changes =
        List.of(
            change(0, UPSERT, AB, 1L),
            change(1, UPSERT, A, 2L),
            change(2, UPSERT, AB, 3L),
            change(3, UPSERT, layout("t", "a"), 4L));

    assertThat(shown(TableBatch.reduced(changes)))
        .containsExactly("UPSERT t [0, 2]", "UPSERT t [1, 3]");
  }

  @Test
  void keepsBothWhenTheLaterRowLeavesOutColumns() {
    var changes = List.of(change(0, UPSERT, AB, 1L), change(1, UPSERT, A, 1L));

    assertThat(shown(TableBatch.reduced(changes))).containsExactly("UPSERT t [0]", "UPSERT t [1]");
  }

  @Test
  void keepsEveryInsert() {
    var changes =
        List.of(
            change(0, INSERT, AB, 2L),
            change(1, INSERT, AB, 1L),
            change(2, DELETE, KEY, 1L),
            change(3, INSERT, AB, 1L));

    assertThat(shown(TableBatch.reduced(changes)))
        .containsExactly("INSERT t [0, 1]", "DELETE t [2]", "INSERT t [3]");
  }

  @Test
  void keepsTablesApart() {
    var changes =
        List.of(change(0, UPSERT, A, 1L), change(1, UPSERT, OTHER, 1L), change(2, UPSERT, A, 2L));

    assertThat(shown(TableBatch.reduced(changes)))
        .containsExactly("UPSERT t [0, 2]", "UPSERT other [1]");
  }

  @Test
  void beginsAnOrderedStepWhereAKeyRepeats() {
    var changes =
        List.of(
            change(0, UPSERT, AB, 1L),
            change(1, UPSERT, AB, 2L),
            change(2, UPSERT, AB, 1L),
            change(3, UPSERT, AB, 2L),
            change(4, UPSERT, AB, 1L));

    assertThat(shown(TableBatch.ordered(changes)))
        .containsExactly("UPSERT t [0, 1]", "UPSERT t [2, 3]", "UPSERT t [4]");
  }

  @Test
  void keepsTheHighestVersionOfAKey() {
    var changes = List.of(versioned(0, 1, 5), versioned(1, 1, 7L), versioned(2, 1, 6));

    assertThat(shown(TableBatch.reduced(changes))).containsExactly("UPSERT t [1]");
  }

  @Test
  void keepsAllChangesOfAKeyWhoseVersionsOnlyTheDatabaseCanOrder() {
    var changes = List.of(versioned(0, 1, "b"), versioned(1, 1, "a"));

    assertThat(shown(TableBatch.reduced(changes))).containsExactly("UPSERT t [0]", "UPSERT t [1]");
  }

  private static RowChange versioned(int source, Object key, Object version) {
    var layout = new RowLayout(A.table(), A.keys(), A.values(), 0);
    return new RowChange(source, UPSERT, layout, new Object[] {key, version});
  }

  @Test
  void knowsKeysThatTheDatabaseHoldsEqual() {
    var changes =
        List.of(
            change(0, UPSERT, A, new BigDecimal("1.0")),
            change(1, UPSERT, A, new BigDecimal("1.00")),
            change(2, UPSERT, A, new byte[] {1}),
            change(3, UPSERT, A, new byte[] {1}),
            change(4, UPSERT, A, 7),
            change(5, UPSERT, A, 7L));

    assertThat(shown(TableBatch.reduced(changes))).containsExactly("UPSERT t [1, 3, 5]");
  }

  private static List<String> shown(List<Step> steps) {
    return steps.stream()
        .map(
            step ->
                step.operation()
                    + " "
                    + step.layout().table()
                    + " "
                    + step.changes().stream().map(RowChange::source).toList())
        .toList();
  }

  private static RowChange change(int source, Operation operation, RowLayout layout, Object key) {
    Object[] row = new Object[1 + layout.values().size()];
    Arrays.fill(row, "v");
    row[0] = key;
    return new RowChange(source, operation, layout, row);
  }

  private static RowLayout layout(String table, String... values) {
    return new RowLayout(
        TableId.of(table),
        List.of(RecordColumn.key("id", ColumnType.INT64)),
        Stream.of(values).map(name -> RecordColumn.key(name, ColumnType.TEXT)).toList());
  }
}
