package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definitions of tables, read once. */
final class TableCatalog {

  private final Dialect dialect;
  private final Map<TableId, TableDefinition> known = new HashMap<>();

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
    read.ifPresent(found -> known.put(table, found));
    return read;
  }

  void forget(TableId table) {
    known.remove(table);
  }

  void forgetAll() {
    known.clear();
  }

  private Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
    for (String schema : schemas(connection, table)) {
      for (String name : dialect.spellings(table.name())) {
        List<TableColumn> columns = columns(connection, schema, name);
        if (!columns.isEmpty()) {
          TableId found = new TableId(table.schema().map(given -> schema), name);
          return Optional.of(new TableDefinition(found, columns));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> schemas(Connection connection, TableId table) throws SQLException {
    return table.schema().isPresent()
        ? dialect.spellings(table.schema().get())
        : List.of(Optional.ofNullable(connection.getSchema()).orElse(""));
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
                rows.getInt("DATA_TYPE")));
      }
    }
    return columns;
  }

  private static String escaped(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
