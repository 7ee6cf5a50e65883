package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Printed;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates tables and adds columns, as far as that is allowed. */
final class SchemaEvolution {

  private static final Logger log = LoggerFactory.getLogger(SchemaEvolution.class);

  private final Dialect dialect;
  private final TableCatalog catalog;
  private final boolean mayCreate;
  private final boolean mayAlter;

  SchemaEvolution(Dialect dialect, TableCatalog catalog, boolean mayCreate, boolean mayAlter) {
    this.dialect = dialect;
    this.catalog = catalog;
    this.mayCreate = mayCreate;
    this.mayAlter = mayAlter;
  }

  /** Whether tables appear with their first record, so that a missing one is no error. */
  boolean mayCreate() {
    return mayCreate;
  }

  /** The table for rows of this layout, with all columns they need. */
  TableDefinition tableFor(Connection connection, RowLayout layout) throws SQLException {
    Optional<TableDefinition> existing = catalog.find(connection, layout.table());
    TableDefinition definition =
        existing.isPresent() ? existing.get() : created(connection, layout);
    checkKeys(definition, layout);
    List<RecordColumn> lacking = definition.lacking(layout.values());
    return lacking.isEmpty() ? definition : altered(connection, layout, lacking);
  }

  private TableDefinition created(Connection connection, RowLayout layout) throws SQLException {
    TableId table = layout.table();
    if (!mayCreate) {
      throw missing(table);
    }
    checkCreatable(layout);
    List<String> sql = List.of(dialect.createTable(table, layout.keys(), layout.values()));
    execute(connection, sql, () -> catalog.find(connection, table).isPresent());
    return catalog.find(connection, table).orElseThrow(() -> missing(table));
  }

  private TableDefinition altered(
      Connection connection, RowLayout layout, List<RecordColumn> lacking) throws SQLException {
    TableId table = layout.table();
    checkAddable(table, lacking);
    catalog.forget(table);
    execute(
        connection,
        dialect.addColumns(table, lacking),
        () -> reread(connection, table).lacking(lacking).isEmpty());
    TableDefinition definition = reread(connection, table);
    if (!definition.lacking(lacking).isEmpty()) {
      throw new DeliveryException(
          FATAL, "Table " + table + " still lacks columns after they were added.");
    }
    return definition;
  }

  private TableDefinition reread(Connection connection, TableId table) throws SQLException {
    catalog.forget(table);
    return catalog.find(connection, table).orElseThrow(() -> missing(table));
  }

  // Several tasks see a new schema at the same time; whoever comes second finds the work done.
  private static void execute(Connection connection, List<String> sql, Check alreadyDone)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : sql) {
        statement.execute(text);
        log.info("Executed {}", Printed.of(text));
      }
      connection.commit();
    } catch (SQLException e) {
      if (!isDone(connection, alreadyDone, e)) {
        throw e;
      }
      log.info("Another task was first with {}", Printed.of(String.join("; ", sql)));
    }
  }

  private static boolean isDone(Connection connection, Check alreadyDone, SQLException failure) {
    try {
      connection.rollback();
      return alreadyDone.holds();
    } catch (SQLException e) {
      failure.addSuppressed(e); // a broken connection can tell nothing
      return false;
    }
  }

  private static void checkKeys(TableDefinition definition, RowLayout layout) {
    List<RecordColumn> lacking = definition.lacking(layout.keys());
    if (!lacking.isEmpty()) {
      throw new DeliveryException(
          FATAL,
          "Table "
              + definition.table()
              + " has no key column "
              + names(lacking)
              + ". Add it to the table, or change pk.mode or pk.fields.");
    }
  }

  private void checkCreatable(RowLayout layout) {
    checkTypes(layout.table(), Stream.concat(layout.keys().stream(), layout.values().stream()));
    checkLength("table", layout.table().name());
  }

  private void checkAddable(TableId table, List<RecordColumn> lacking) {
    if (!mayAlter) {
      throw new DeliveryException(
          FATAL,
          "Table "
              + table
              + " has no column "
              + names(lacking)
              + ". Add it to the table, set auto.evolve=true, or leave the field out with"
              + " field.exclude.list.");
    }
    List<RecordColumn> required =
        lacking.stream().filter(c -> !c.nullable() && c.defaultValue().isEmpty()).toList();
    if (!required.isEmpty()) {
      throw new DeliveryException(
          FATAL,
          "Column "
              + names(required)
              + " cannot be added to table "
              + table
              + ": the field is required and has no default that is a text, a number or a boolean,"
              + " but existing rows have no value for it. Make the field optional, give it such a"
              + " default, or add the column yourself.");
    }
    checkTypes(table, lacking.stream());
  }

  private void checkTypes(TableId table, Stream<RecordColumn> columns) {
    for (RecordColumn column : columns.toList()) {
      checkLength("column", column.name());
      if (column.type() == ColumnType.UNKNOWN) {
        throw new DeliveryException(
            FATAL,
            "Column "
                + Printed.of(column.name())
                + " of table "
                + table
                + " is missing and cannot be made:"
                + " records without schema do not say their types. Create it yourself, or use"
                + " records with schemas.");
      }
    }
  }

  private void checkLength(String what, String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > dialect.identifierLimit()) {
      throw new DeliveryException(
          FATAL,
          "The name of "
              + what
              + " "
              + Printed.of(name)
              + " is longer than the "
              + dialect.identifierLimit()
              + " bytes the database keeps. Choose a shorter one, for example with"
              + " table.name.format or a RenameAttribute transform.");
    }
  }

  private static DeliveryException missing(TableId table) {
    return new DeliveryException(
        FATAL,
        "Table "
            + table
            + " does not exist or cannot be seen by this user. Create it, set"
            + " auto.create=true, or change table.name.format.");
  }

  private static String names(List<RecordColumn> columns) {
    return String.join(", ", columns.stream().map(column -> Printed.of(column.name())).toList());
  }

  @FunctionalInterface
  private interface Check {
    boolean holds() throws SQLException;
  }
}
