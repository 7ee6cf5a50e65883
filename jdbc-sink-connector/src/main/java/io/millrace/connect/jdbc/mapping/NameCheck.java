package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.List;

/** Refuses records whose names of tables and columns a statement could take for something else. */
final class NameCheck {

  private final Dialect dialect;

  NameCheck(Dialect dialect) {
    this.dialect = dialect;
  }

  TableId checked(TableId table) {
    table.schema().ifPresent(schema -> check("schema", schema));
    check("table", table.name());
    return table;
  }

  List<ColumnReader> checked(List<ColumnReader> columns) {
    columns.forEach(reader -> check("column", reader.column().name()));
    return columns;
  }

  private void check(String what, String name) {
    if (!dialect.accepts(name)) {
      throw BadRecord.because(
          "The record asks for a "
              + what
              + " with the name '"
              + Printed.of(name)
              + "', which "
              + dialect.name()
              + " statements cannot hold safely. Rename it, for example with table.name.format or a"
              + " RenameAttribute transform; with quote.sql.identifiers=always more names are"
              + " possible.");
    }
  }
}
