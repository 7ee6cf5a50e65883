package io.millrace.connect.jdbc.sql;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of change to a table: everything a statement depends on but the values.
 *
 * @param overwriting counts for upserts only
 * @param hasOtherUniqueKeys whether a row may be in the way of another one though their keys
 *     differ; known only where the dialect asks for it
 */
public record TableWrite(
    Operation operation,
    TableId table,
    List<TableColumn> keys,
    List<TableColumn> values,
    Overwriting overwriting,
    boolean hasOtherUniqueKeys) {

  public TableWrite(
      Operation operation, TableId table, List<TableColumn> keys, List<TableColumn> values) {
    this(operation, table, keys, values, Overwriting.ALWAYS, false);
  }

  /** Keys first, then values: the order of a row. */
  public List<TableColumn> columns() {
    return Stream.concat(keys.stream(), values.stream()).toList();
  }
}
