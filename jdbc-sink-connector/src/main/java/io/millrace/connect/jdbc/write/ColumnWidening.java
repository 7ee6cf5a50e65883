package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives columns more room before a value is written that does not fit. */
final class ColumnWidening {

  private static final Logger log = LoggerFactory.getLogger(ColumnWidening.class);

  // Up to here a text column is doubled, so that texts that grow slowly change it seldom.
  private static final int DOUBLED_UP_TO = 4000;

  private final Dialect dialect;
  private final TablePlans plans;
  private final boolean isOn;

  ColumnWidening(Dialect dialect, TablePlans plans, boolean isOn) {
    this.dialect = dialect;
    this.plans = plans;
    this.isOn = isOn;
  }

  boolean isOn() {
    return isOn;
  }

  /** Widens the columns that are too small for these changes. */
  void prepare(Connection connection, List<RowChange> changes) {
    if (!isOn || misfits(connection, changes).isEmpty()) {
      return;
    }
    // Another task may have made the room meanwhile, and more of it.
    plans.forget();
    misfits(connection, changes).forEach((place, room) -> widen(connection, place, room));
    plans.forget();
  }

  /**
   * The columns that are too small, and the characters of a text or bytes of a number they need.
   */
  private Map<Place, Integer> misfits(Connection connection, List<RowChange> changes) {
    Map<Place, Integer> misfits = new HashMap<>();
    RowLayout layout = null;
    WritePlan plan = null;
    @Nullable Place[] places = {};
    for (RowChange change : changes) {
      if (!change.operation().writesRows()) {
        continue;
      }
      if (change.layout() != layout) {
        layout = change.layout();
        plan = plans.planUnlessBad(connection, change.operation(), layout).orElse(null);
        places = plan == null ? new Place[0] : places(plan.write());
      }
      @Nullable Object[] row = plan == null ? change.row() : plan.fitted(change).row();
      for (int i = 0; i < places.length; i++) {
        Place place = places[i];
        int room = place == null ? 0 : roomIfTooSmall(row[i], place.column());
        if (room > 0) {
          misfits.merge(place, room, Math::max);
        }
      }
    }
    return misfits;
  }

  private @Nullable Place[] places(TableWrite write) {
    return write.columns().stream()
        .map(column -> dialect.widens(column) ? new Place(write.table(), column) : null)
        .toArray(Place[]::new);
  }

  private static int roomIfTooSmall(@Nullable Object value, TableColumn column) {
    if (value instanceof String text && column.isBoundedText()) {
      return text.length() > column.size() ? text.length() : 0;
    }
    return value instanceof Number number && isOutOfRange(number, column.greatest())
        ? Long.BYTES
        : 0;
  }

  private static boolean isOutOfRange(Number number, long greatest) {
    boolean isWhole =
        number instanceof Long || number instanceof Integer || number instanceof Short;
    long value = number.longValue();
    return isWhole && (value > greatest || value < -greatest - 1);
  }

  private void widen(Connection connection, Place place, int room) {
    TableColumn column = place.column();
    String type = column.isBoundedText() ? textType(column, room) : "BIGINT";
    try (Statement statement = connection.createStatement()) {
      String sql =
          dialect.widen(place.table(), column, type, definitions(statement, place.table()));
      statement.execute(sql);
      connection.commit();
      log.info("Executed {}", Printed.of(sql));
    } catch (SQLException e) {
      throw SqlFailures.ofDefinitions(
          "Widening column " + Printed.of(column.name()) + " of table " + place.table(), e);
    }
  }

  private static String textType(TableColumn column, int length) {
    int doubled = Math.min(2 * column.size(), DOUBLED_UP_TO);
    return column.typeName() + "(" + Math.max(length, doubled) + ")";
  }

  private String definitions(Statement statement, TableId table) throws SQLException {
    Optional<String> query = dialect.definitionsOf(table);
    if (query.isEmpty()) {
      return "";
    }
    try (ResultSet rows = statement.executeQuery(query.get())) {
      return rows.next() ? rows.getString(2) : "";
    }
  }

  private record Place(TableId table, TableColumn column) {}
}
