package io.millrace.connect.jdbc.sql;

import java.util.List;
import java.util.Optional;

/** Databases that upsert with the standard's MERGE; they differ in how its source is written. */
abstract class MergingDialect extends AnsiDialect {

  MergingDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    String update =
        write.values().isEmpty()
            ? ""
            : whenMatched(
                list(write.values(), c -> "t." + name(c) + "=s." + name(c)),
                overwrites(write, c -> "t." + name(c), c -> "s." + name(c)));
    return List.of(merge(write, rows, update));
  }

  @Override
  protected SqlStatement insertMissing(TableWrite write, int rows) {
    return merge(write, rows, "");
  }

  /** What is done with a row that is there. */
  protected String whenMatched(String assignments, Optional<String> condition) {
    return " WHEN MATCHED"
        + condition.map(c -> " AND " + c).orElse("")
        + " THEN UPDATE SET "
        + assignments;
  }

  // Large objects and XML cannot be compared as simply as other values.
  @Override
  public final boolean comparesRows() {
    return false;
  }

  private SqlStatement merge(TableWrite write, int rows, String update) {
    List<TableColumn> columns = write.columns();
    return new SqlStatement(
        "MERGE INTO "
            + target(write.table())
            + " USING "
            + source(columns, rows)
            + " ON ("
            + list(write.keys(), " AND ", c -> "t." + name(c) + "=s." + name(c))
            + ")"
            + update
            + " WHEN NOT MATCHED THEN INSERT ("
            + names(columns)
            + ") VALUES ("
            + list(columns, c -> "s." + name(c))
            + ")"
            + end(),
        mergeBinding(),
        columns);
  }

  /** The table with its alias {@code t}. */
  protected String target(TableId table) {
    return quoted(table) + " t";
  }

  /** The new rows with their alias {@code s}. */
  protected abstract String source(List<TableColumn> columns, int rows);

  /** What ends the statement. */
  protected String end() {
    return "";
  }

  protected abstract Binding mergeBinding();
}
