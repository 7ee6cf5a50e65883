package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.SqlStatement;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written for one layout, with what has been learnt about writing it. */
final class WritePlan {

  private static final int MAX_TEXTS = 16;

  private final TableWrite write;
  private final int @Nullable [] places;
  private final Map<Integer, List<SqlStatement>> statements = new HashMap<>();
  private @Nullable BulkPlan bulk;

  /** Writes every value of a row. */
  WritePlan(TableWrite write) {
    this(write, null);
  }

  /**
   * Writes a part of a row.
   *
   * @param places where in a row of the layout the values are; null for all of them
   */
  WritePlan(TableWrite write, int @Nullable [] places) {
    this.write = write;
    this.places = places;
  }

  TableWrite write() {
    return write;
  }

  /** The changes with those values only that are written. */
  List<RowChange> fitted(List<RowChange> changes) {
    return places == null ? changes : changes.stream().map(this::fitted).toList();
  }

  /** The change with those values only that are written. */
  RowChange fitted(RowChange change) {
    return places == null ? change : change.of(places);
  }

  /** The statements for so many rows, whose texts are long to put together. */
  List<SqlStatement> statements(Dialect dialect, int rows) {
    if (statements.size() >= MAX_TEXTS) {
      statements.clear();
    }
    return statements.computeIfAbsent(rows, n -> dialect.statements(write, n));
  }

  /** What is known about loading the rows in bulk; nothing before somebody has found out. */
  @Nullable BulkPlan bulk() {
    return bulk;
  }

  void setBulk(BulkPlan found) {
    bulk = found;
  }
}
