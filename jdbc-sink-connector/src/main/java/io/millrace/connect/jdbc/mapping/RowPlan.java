package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.RowLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How records of one schema become rows, worked out once. */
final class RowPlan {

  private final Operation operation;
  private final RowLayout layout;
  private final List<ColumnReader> keys;
  private final List<ColumnReader> values;
  private final boolean leavesOutUnavailable;
  private final Map<BitSet, RowPlan> partial = new HashMap<>();

  private RowPlan(
      Operation operation,
      TableId table,
      List<ColumnReader> keys,
      List<ColumnReader> values,
      boolean leavesOutUnavailable) {
    this.operation = operation;
    this.layout = new RowLayout(table, columns(keys), columns(values));
    this.keys = keys;
    this.values = values;
    this.leavesOutUnavailable = leavesOutUnavailable;
  }

  static RowPlan of(
      Operation operation, TableId table, List<ColumnReader> keys, List<ColumnReader> values) {
    return new RowPlan(operation, table, keys, values, false);
  }

  /** The same plan for records in which Debezium may have marked values as not available. */
  RowPlan leavingOutUnavailable() {
    return new RowPlan(operation, layout.table(), keys, values, true);
  }

  RowChange change(IncomingRecord record, int source) {
    @Nullable Object[] row = new Object[keys.size() + values.size()];
    readKeys(record, row);
    BitSet unavailable = null;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i).read(record);
      row[keys.size() + i] = value;
      if (leavesOutUnavailable && UnavailableValue.is(value)) {
        unavailable = unavailable == null ? new BitSet() : unavailable;
        unavailable.set(i);
      }
    }
    return unavailable == null
        ? new RowChange(source, operation, layout, row)
        : partial.computeIfAbsent(unavailable, this::without).change(record, source);
  }

  private void readKeys(IncomingRecord record, @Nullable Object[] row) {
    for (int i = 0; i < keys.size(); i++) {
      row[i] = keys.get(i).read(record);
      if (row[i] == null) {
        throw BadRecord.because(
            "Key column "
                + layout.keys().get(i).name()
                + " of table "
                + layout.table()
                + " has no value in this record.");
      }
    }
  }

  private RowPlan without(BitSet leftOut) {
    List<ColumnReader> rest = new ArrayList<>(values);
    leftOut.stream().mapToObj(values::get).forEach(rest::remove);
    return new RowPlan(operation, layout.table(), keys, rest, true);
  }

  private static List<RecordColumn> columns(List<ColumnReader> readers) {
    return readers.stream().map(ColumnReader::column).toList();
  }
}
