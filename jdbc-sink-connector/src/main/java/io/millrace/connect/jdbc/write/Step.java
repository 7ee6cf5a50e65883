package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Operation;
import java.util.List;
import java.util.Locale;

/** Changes of one kind that go to the database together. Prints without values. */
record Step(Operation operation, RowLayout layout, List<RowChange> changes) {

  @Override
  public String toString() {
    String what = operation.name().toLowerCase(Locale.ROOT);
    return what + " of " + changes.size() + " rows, table " + layout.table();
  }
}
