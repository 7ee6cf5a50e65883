package io.millrace.connect.jdbc.sql;

import java.util.List;
import java.util.Optional;

/** The statements for the table that holds offsets beside the rows they stand for. */
public record OffsetStatements(String read, String insert, String claim, String advance) {

  /** The key of the table: connector, topic and partition. */
  public static final List<RecordColumn> KEYS =
      List.of(
          RecordColumn.key("connector", ColumnType.TEXT),
          RecordColumn.key("topic", ColumnType.TEXT),
          RecordColumn.key("topic_partition", ColumnType.INT32));

  /** What it holds: where to go on, and how often the partition was taken over. */
  public static final List<RecordColumn> VALUES =
      List.of(
          new RecordColumn("next_offset", ColumnType.INT64, 0, false, Optional.empty()),
          new RecordColumn("epoch", ColumnType.INT64, 0, false, Optional.empty()));

  /** The statements for a table as the database's catalogue spells it. */
  public static OffsetStatements of(Dialect dialect, TableId table, List<String> columns) {
    List<String> names = columns.stream().map(name -> dialect.quoted(TableId.of(name))).toList();
    String in = dialect.quoted(table);
    String next = names.get(3);
    String epoch = names.get(4);
    String found =
        " WHERE " + names.get(0) + "=? AND " + names.get(1) + "=? AND " + names.get(2) + "=?";
    return new OffsetStatements(
        "SELECT " + next + ", " + epoch + " FROM " + in + found,
        "INSERT INTO " + in + " (" + String.join(", ", names) + ") VALUES (?, ?, ?, -1, 1)",
        "UPDATE " + in + " SET " + epoch + "=" + epoch + "+1" + found,
        "UPDATE " + in + " SET " + next + "=?" + found + " AND " + epoch + "=? AND " + next + "=?");
  }
}
