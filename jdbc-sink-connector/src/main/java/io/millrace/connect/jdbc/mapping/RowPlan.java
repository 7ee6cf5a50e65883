package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.RowLayout;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How records of one schema become rows, worked out once. */
final class RowPlan {

  private final Operation operation;
  private final RowLayout layout;
  private final ColumnReader[] readers;

  RowPlan(Operation operation, TableId table, List<ColumnReader> keys, List<ColumnReader> values) {
    this.operation = operation;
    this.layout = new RowLayout(table, columns(keys), columns(values));
    this.readers = Stream.concat(keys.stream(), values.stream()).toArray(ColumnReader[]::new);
  }

  RowChange change(IncomingRecord record, int source) {
    @Nullable Object[] row = new Object[readers.length];
    for (int i = 0; i < readers.length; i++) {
      row[i] = readers[i].read(record);
    }
    for (int i = 0; i < layout.keys().size(); i++) {
      if (row[i] == null) {
        throw BadRecord.because(
            "Key column "
                + layout.keys().get(i).name()
                + " of table "
                + layout.table()
                + " has no value in this record.");
      }
    }
    return new RowChange(source, operation, layout, row);
  }

  private static List<RecordColumn> columns(List<ColumnReader> readers) {
    return readers.stream().map(ColumnReader::column).toList();
  }
}
