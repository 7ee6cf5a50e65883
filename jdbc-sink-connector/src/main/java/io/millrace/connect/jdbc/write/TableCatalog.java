package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definitions of tables, and where they are looked for; read once. */
final class TableCatalog {

  private final Dialect dialect;
  private final Map<TableId, TableDefinition> known = new HashMap<>();
  private @Nullable List<String> path;

  TableCatalog(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A table's definition, if the table exists. */
  Optional<TableDefinition> find(Connection connection, TableId table) throws SQLException {
    TableDefinition definition = known.get(table);
    if (definition != null) {
      return Optional.of(definition);
    }
    Optional<TableDefinition> read = read(connection, table);
    if (read.isEmpty()) {
      path = null; // a schema may come with the table
    }
    read.ifPresent(found -> known.put(table, found));
    return read;
  }

  void forget(TableId table) {
    known.remove(table);
  }

  void forgetAll() {
    known.clear();
    path = null;
  }

  private Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
    for (String schema : schemas(connection, table)) {
      for (String name : dialect.spellings(table.name())) {
        List<TableColumn> columns = columns(connection, schema, name);
        if (!columns.isEmpty()) {
          TableId found = new TableId(table.schema().map(given -> schema), name);
          return Optional.of(
              new TableDefinition(found, columns, uniqueKeys(connection, schema, name)));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> schemas(Connection connection, TableId table) throws SQLException {
    if (table.schema().isPresent()) {
      return dialect.spellings(table.schema().get());
    }
    List<String> known = path;
    if (known == null) {
      List<String> read = searchPath(connection);
      known = read.isEmpty() ? List.of(connectionSchema(connection)) : read;
      path = known;
    }
    return known;
  }

  private static String connectionSchema(Connection connection) throws SQLException {
    return Optional.ofNullable(connection.getSchema()).orElse("");
  }

  private List<String> searchPath(Connection connection) throws SQLException {
    Optional<String> query = dialect.searchPath();
    List<String> schemas = new ArrayList<>();
    if (query.isPresent()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query.get())) {
        while (rows.next()) {
          schemas.add(rows.getString(1));
        }
      }
    }
    return schemas;
  }

  private Optional<Collection<List<String>>> uniqueKeys(
      Connection connection, String schema, String name) throws SQLException {
    if (!dialect.upsertsByAnyUniqueKey()) {
      return Optional.empty();
    }
    Map<String, List<String>> columns = new HashMap<>();
    String schemaName = schema.isEmpty() ? null : schema;
    try (ResultSet rows =
        connection
            .getMetaData()
            .getIndexInfo(catalog(connection, schema), schemaName, name, true, true)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (column != null) {
          columns
              .computeIfAbsent(rows.getString("INDEX_NAME"), index -> new ArrayList<>())
              .add(column);
        }
      }
    }
    return columns.isEmpty() && isView(connection, schema, name)
        ? Optional.empty()
        : Optional.of(columns.values());
  }

  // Rows are found by the indexes of the table behind it, which are not its own.
  private static boolean isView(Connection connection, String schema, String name)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String escape = meta.getSearchStringEscape();
    String schemaPattern = schema.isEmpty() ? null : escaped(schema, escape);
    String[] views = {"VIEW"};
    try (ResultSet rows =
        meta.getTables(catalog(connection, schema), schemaPattern, escaped(name, escape), views)) {
      return rows.next();
    }
  }

  // What MySQL calls a database is a catalogue to JDBC, and it has no schemas below.
  private static @Nullable String catalog(Connection connection, String schema)
      throws SQLException {
    boolean isCatalog =
        !schema.isEmpty() && !connection.getMetaData().supportsSchemasInTableDefinitions();
    return isCatalog ? schema : connection.getCatalog();
  }

  private static List<TableColumn> columns(Connection connection, String schema, String name)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String escape = meta.getSearchStringEscape();
    String schemaPattern = schema.isEmpty() ? null : escaped(schema, escape);
    List<TableColumn> columns = new ArrayList<>();
    try (ResultSet rows =
        meta.getColumns(catalog(connection, schema), schemaPattern, escaped(name, escape), null)) {
      while (rows.next()) {
        columns.add(
            new TableColumn(
                rows.getString("COLUMN_NAME"),
                rows.getString("TYPE_NAME"),
                rows.getInt("DATA_TYPE"),
                rows.getInt("COLUMN_SIZE"),
                rows.getInt("DECIMAL_DIGITS"),
                isComputed(rows)));
      }
    }
    return columns;
  }

  // Some drivers count identity columns among those that are generated.
  private static boolean isComputed(ResultSet column) throws SQLException {
    return "YES".equals(column.getString("IS_GENERATEDCOLUMN"))
        && !"YES".equals(column.getString("IS_AUTOINCREMENT"));
  }

  private static String escaped(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
