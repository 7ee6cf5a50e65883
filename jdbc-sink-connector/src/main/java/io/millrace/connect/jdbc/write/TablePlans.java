package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static java.util.stream.Collectors.joining;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.Overwriting;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written for a layout: its columns matched with those of the table. */
final class TablePlans {

  private static final Logger log = LoggerFactory.getLogger(TablePlans.class);
  private static final int MAX_PLANS = 4096;

  private final TableCatalog catalog;
  private final SchemaEvolution evolution;
  private final boolean onlyIfDifferent;
  private final Map<Key, WritePlan> plans = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Plans for these tables.
   *
   * @param onlyIfDifferent whether upserts leave rows alone that they would not change
   */
  TablePlans(TableCatalog catalog, SchemaEvolution evolution, boolean onlyIfDifferent) {
    this.catalog = catalog;
    this.evolution = evolution;
    this.onlyIfDifferent = onlyIfDifferent;
  }

  /**
   * Makes tables fit for these changes. Comes before their transaction, because many databases end
   * one when a table changes; deletes come last, because they never make a table.
   */
  void prepare(Connection connection, List<RowChange> changes) {
    RowLayout last = null;
    for (RowChange change : changes) {
      if (change.operation().writesRows() && change.layout() != last) {
        last = change.layout();
        planUnlessBad(connection, change.operation(), last);
      }
    }
  }

  /** The same as {@link #plan}, but nothing for records that will turn out to be bad. */
  Optional<WritePlan> planUnlessBad(Connection connection, Operation operation, RowLayout layout) {
    try {
      return plan(connection, operation, layout);
    } catch (DeliveryException e) {
      if (e.kind() != BAD_RECORD) {
        throw e;
      }
      return Optional.empty(); // whoever writes them is told
    }
  }

  /** What to write, or nothing for deletes from a table that will come with its first record. */
  Optional<WritePlan> plan(Connection connection, Operation operation, RowLayout layout) {
    Key key = new Key(operation, layout);
    WritePlan known = plans.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    if (plans.size() >= MAX_PLANS) {
      plans.remove(plans.keySet().iterator().next()); // the one not used for longest
    }
    try {
      Optional<WritePlan> made =
          table(connection, operation, layout).map(t -> matched(operation, layout, t));
      made.ifPresent(plan -> plans.put(key, plan));
      return made;
    } catch (SQLException e) {
      throw SqlFailures.ofDefinitions("Reading or changing the definition of " + layout.table(), e);
    }
  }

  /** Drops what is known about tables; they may have been changed by others. */
  boolean forget() {
    boolean knewAny = !plans.isEmpty();
    plans.clear();
    catalog.forgetAll();
    return knewAny;
  }

  private Optional<TableDefinition> table(
      Connection connection, Operation operation, RowLayout layout) throws SQLException {
    if (operation.writesRows()) {
      return Optional.of(evolution.tableFor(connection, layout));
    }
    Optional<TableDefinition> existing = catalog.find(connection, layout.table());
    return existing.isPresent() || evolution.mayCreate()
        ? existing
        : Optional.of(evolution.tableFor(connection, layout));
  }

  private WritePlan matched(Operation operation, RowLayout layout, TableDefinition definition) {
    List<TableColumn> keys = matched(layout.keys(), definition);
    List<TableColumn> values = matched(layout.values(), definition);
    checkDistinct(layout, definition);
    checkUnique(operation, keys, values, definition);
    var write =
        new TableWrite(
            operation,
            definition.table(),
            keys,
            values.stream().filter(column -> !column.isComputed()).toList(),
            new Overwriting(
                layout.versionColumn().map(version -> matched(version, definition)),
                onlyIfDifferent),
            definition.hasUniqueKeysBeside(keys));
    return write.values().size() == values.size()
        ? new WritePlan(write)
        : new WritePlan(write, places(keys.size(), values));
  }

  /** Where in a row the values are that the database does not compute itself. */
  private static int[] places(int keys, List<TableColumn> values) {
    return IntStream.range(0, keys + values.size())
        .filter(place -> place < keys || !values.get(place - keys).isComputed())
        .toArray();
  }

  private static void checkDistinct(RowLayout layout, TableDefinition table) {
    Map<TableColumn, String> fields = new HashMap<>();
    for (RecordColumn column :
        Stream.concat(layout.keys().stream(), layout.values().stream()).toList()) {
      TableColumn target = matched(column, table);
      String other = fields.putIfAbsent(target, column.name());
      if (other != null) {
        throw new DeliveryException(
            BAD_RECORD,
            "The record's "
                + Printed.of(other)
                + " and "
                + Printed.of(column.name())
                + " go to the same column "
                + Printed.of(target.name())
                + " of table "
                + table.table()
                + ", which has no second one that differs in letter case. Leave one out with"
                + " field.exclude.list, or rename it with field.name.mapping.");
      }
    }
  }

  private static void checkUnique(
      Operation operation,
      List<TableColumn> keys,
      List<TableColumn> values,
      TableDefinition table) {
    if (!operation.addsMissing() || !table.allowsRepeated(keys)) {
      return;
    }
    String lack =
        "Table "
            + table.table()
            + " has no primary key or unique index on exactly the key columns "
            + keys.stream().map(key -> Printed.of(key.name())).collect(joining(", "));
    List<TableColumn> row = Stream.concat(keys.stream(), values.stream()).toList();
    // Where nothing of a row is unique, every record would become a row of its own.
    if (!table.hasUniqueKeysBeside(keys) && table.allowsRepeated(row)) {
      throw new DeliveryException(
          FATAL,
          lack
              + ", by which rows that are there could be found. Add one, or change pk.mode or"
              + " pk.fields.");
    }
    log.warn("{}: two rows of it may get the same key", lack);
  }

  private static List<TableColumn> matched(List<RecordColumn> columns, TableDefinition table) {
    return columns.stream().map(column -> matched(column, table)).toList();
  }

  private static TableColumn matched(RecordColumn column, TableDefinition table) {
    return table
        .column(column.name())
        .orElseThrow(
            () ->
                new DeliveryException(
                    FATAL,
                    "Table "
                        + table.table()
                        + " has no column "
                        + Printed.of(column.name())
                        + ". Add it to the table, or change pk.mode or pk.fields."));
  }

  private record Key(Operation operation, RowLayout layout) {}
}
