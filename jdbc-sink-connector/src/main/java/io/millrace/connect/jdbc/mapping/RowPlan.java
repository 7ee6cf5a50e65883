package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.RowLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How records of one schema become rows, worked out once. */
final class RowPlan {

  private final Operation operation;
  private final RowLayout layout;
  private final List<ColumnReader> keys;
  private final List<ColumnReader> values;
  private final Optional<String> version;
  private final boolean leavesOutUnavailable;
  private final Map<BitSet, RowPlan> partial = new HashMap<>();

  private RowPlan(
      Operation operation,
      RowLayout layout,
      List<ColumnReader> keys,
      List<ColumnReader> values,
      Optional<String> version,
      boolean leavesOutUnavailable) {
    this.operation = operation;
    this.layout = layout;
    this.version = version;
    this.keys = keys;
    this.values = values;
    this.leavesOutUnavailable = leavesOutUnavailable;
  }

  /**
   * A plan for these columns.
   *
   * @param version the column that tells newer rows from older ones, which none may be without
   */
  static RowPlan of(
      Operation operation,
      TableId table,
      List<ColumnReader> keys,
      List<ColumnReader> values,
      Optional<String> version) {
    return new RowPlan(
        operation, layout(table, keys, values, version), keys, values, version, false);
  }

  /** The same plan for records in which Debezium may have marked values as not available. */
  RowPlan leavingOutUnavailable() {
    return new RowPlan(operation, layout, keys, values, version, true);
  }

  /** The same plan with a layout that is equal to its own. */
  RowPlan sharing(RowLayout equal) {
    return new RowPlan(operation, equal, keys, values, version, leavesOutUnavailable);
  }

  RowLayout layout() {
    return layout;
  }

  /** The names of all columns that are filled. */
  List<String> columnNames() {
    return Stream.concat(layout.keys().stream(), layout.values().stream())
        .map(RecordColumn::name)
        .toList();
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
    if (unavailable != null) {
      return partial.computeIfAbsent(unavailable, this::without).change(record, source);
    }
    checkVersion(row);
    return new RowChange(source, operation, layout, row);
  }

  private void checkVersion(@Nullable Object[] row) {
    if (version.isEmpty()) {
      return;
    }
    int place = layout.version();
    if (place == RowLayout.NO_VERSION || row[keys.size() + place] == null) {
      throw BadRecord.because(
          "The record has no value for column "
              + version.get()
              + " of table "
              + layout.table()
              + ", but upsert.version.field needs one to tell newer records from older ones; it"
              + " must be a field of the value that is written and no part of the key.");
    }
  }

  private static RowLayout layout(
      TableId table, List<ColumnReader> keys, List<ColumnReader> values, Optional<String> version) {
    List<RecordColumn> valueColumns = columns(values);
    int place = version.map(name -> place(name, valueColumns)).orElse(RowLayout.NO_VERSION);
    return new RowLayout(table, columns(keys), valueColumns, place);
  }

  private static int place(String name, List<RecordColumn> columns) {
    return columns.stream().map(RecordColumn::name).toList().indexOf(name);
  }

  private void readKeys(IncomingRecord record, @Nullable Object[] row) {
    for (int i = 0; i < keys.size(); i++) {
      row[i] = keys.get(i).read(record);
      if (row[i] == null) {
        throw BadRecord.because(
            "Key column "
                + Printed.of(layout.keys().get(i).name())
                + " of table "
                + layout.table()
                + " has no value in this record.");
      }
    }
  }

  private RowPlan without(BitSet leftOut) {
    List<ColumnReader> rest = new ArrayList<>(values);
    leftOut.stream().mapToObj(values::get).forEach(rest::remove);
    return of(operation, layout.table(), keys, rest, version).leavingOutUnavailable();
  }

  private static List<RecordColumn> columns(List<ColumnReader> readers) {
    return readers.stream().map(ColumnReader::column).toList();
  }
}
