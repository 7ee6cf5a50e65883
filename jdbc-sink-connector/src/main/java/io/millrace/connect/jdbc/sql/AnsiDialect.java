package io.millrace.connect.jdbc.sql;

import static java.util.stream.Collectors.joining;

import java.sql.Types;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Standard SQL, for databases we do not know and as the base of those we do. */
public class AnsiDialect implements Dialect {

  private static final int MAX_ROWS = 256;
  private static final int MAX_PARAMETERS = 16_384;

  private final Quoting quoting;

  public AnsiDialect(Quoting quoting) {
    this.quoting = quoting;
  }

  @Override
  public String name() {
    return "ansi";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return true;
  }

  @Override
  public Map<String, String> timeouts(Duration connect, Duration read) {
    return Map.of();
  }

  @Override
  public final List<String> spellings(String name) {
    return quoting == Quoting.NEVER
        ? List.of(folded(name))
        : Stream.of(name, folded(name)).distinct().toList();
  }

  /** What the database makes of a name that is not quoted. */
  protected String folded(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public int identifierLimit() {
    return 128;
  }

  @Override
  public List<SqlStatement> statements(TableWrite write, int rows) {
    return switch (write.operation()) {
      case INSERT -> List.of(insert(write, rows));
      case UPSERT -> upsert(write, rows);
      case UPDATE -> write.values().isEmpty() ? List.of() : List.of(update(write));
      case INSERT_IGNORE -> List.of(insertMissing(write));
      case DELETE -> List.of(delete(write));
      case TRUNCATE -> List.of(truncate(write.table()));
    };
  }

  // Powers of two, so that few different texts are prepared.
  @Override
  public int rows(TableWrite write, int available) {
    int limit =
        Math.max(1, Math.min(MAX_ROWS, MAX_PARAMETERS / Math.max(1, write.columns().size())));
    return Integer.highestOneBit(Math.min(available, limit));
  }

  @Override
  public BindForm form(TableColumn column) {
    return BindForm.NATIVE;
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    return Set.of(Types.DATE, Types.TIME, Types.TIMESTAMP).contains(column.jdbcType());
  }

  @Override
  public String createTable(TableId table, List<RecordColumn> keys, List<RecordColumn> values) {
    String columns =
        Stream.concat(keys.stream(), values.stream()).map(this::definition).collect(joining(", "));
    String primaryKey =
        keys.isEmpty() ? "" : ", PRIMARY KEY (" + list(keys, k -> quoted(k.name())) + ")";
    return "CREATE TABLE " + quoted(table) + " (" + columns + primaryKey + ")";
  }

  @Override
  public List<String> addColumns(TableId table, List<RecordColumn> columns) {
    return columns.stream()
        .map(column -> "ALTER TABLE " + quoted(table) + " ADD COLUMN " + definition(column))
        .toList();
  }

  private SqlStatement insert(TableWrite write, int rows) {
    return new SqlStatement(
        "INSERT INTO "
            + quoted(write.table())
            + " ("
            + names(write.columns())
            + ") VALUES "
            + rows(write.columns(), rows),
        Binding.ROWS,
        write.columns());
  }

  /** Updates the rows that are there and inserts the others. */
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    return write.values().isEmpty()
        ? List.of(insertMissing(write))
        : List.of(update(write), insertMissing(write));
  }

  // Without casts: a cast to the column's type would cut what is too long instead of refusing it.
  private SqlStatement insertMissing(TableWrite write) {
    String table = quoted(write.table());
    List<TableColumn> columns = write.columns();
    return new SqlStatement(
        "INSERT INTO "
            + table
            + " ("
            + names(columns)
            + ") SELECT "
            + list(columns, this::placeholder)
            + " FROM (VALUES (1)) AS one (n) WHERE NOT EXISTS (SELECT 1 FROM "
            + table
            + " WHERE "
            + found(write.keys())
            + ")",
        Binding.BATCH,
        Stream.concat(columns.stream(), write.keys().stream()).toList());
  }

  private SqlStatement update(TableWrite write) {
    return new SqlStatement(
        "UPDATE "
            + quoted(write.table())
            + " SET "
            + list(write.values(), c -> name(c) + "=" + placeholder(c))
            + " WHERE "
            + found(write.keys()),
        Binding.BATCH,
        Stream.concat(write.values().stream(), write.keys().stream()).toList());
  }

  private SqlStatement delete(TableWrite write) {
    return new SqlStatement(
        "DELETE FROM " + quoted(write.table()) + " WHERE " + found(write.keys()),
        Binding.BATCH,
        write.keys());
  }

  // Many databases end the transaction at a TRUNCATE.
  private SqlStatement truncate(TableId table) {
    return new SqlStatement("DELETE FROM " + quoted(table), Binding.ROWS, List.of());
  }

  /** A parameter for a column; some types need more than a question mark. */
  protected String placeholder(TableColumn column) {
    return "?";
  }

  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case INT8, INT16 -> "SMALLINT";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "REAL";
      case FLOAT64 -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
      case TEXT, JSON, XML, UNKNOWN -> column.nullable() ? "VARCHAR(4000)" : "VARCHAR(255)";
      case BYTES, BITS -> "VARBINARY(4000)";
      case UUID -> "CHAR(36)";
      case DECIMAL -> "DECIMAL(38, " + column.scale() + ")";
      case NUMBER -> "DECIMAL(38, 10)";
      case DATE -> "DATE";
      case TIME -> "TIME(6)";
      case ZONED_TIME -> "TIME WITH TIME ZONE";
      case LOCAL_TIMESTAMP -> "TIMESTAMP(6)";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
    };
  }

  @Override
  public final String quoted(TableId table) {
    return table.schema().map(s -> quoted(s) + ".").orElse("") + quoted(table.name());
  }

  protected final String quoted(String name) {
    return quoting == Quoting.NEVER ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  protected final String name(TableColumn column) {
    return quoted(column.name());
  }

  protected final String names(List<TableColumn> columns) {
    return list(columns, this::name);
  }

  protected final String rows(List<TableColumn> columns, int rows) {
    String row = "(" + list(columns, this::placeholder) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }

  private String found(List<TableColumn> keys) {
    return list(keys, " AND ", c -> name(c) + "=" + placeholder(c));
  }

  protected static <T> String list(List<T> items, Function<T, String> text) {
    return list(items, ", ", text);
  }

  protected static <T> String list(List<T> items, String separator, Function<T, String> text) {
    return items.stream().map(text).collect(joining(separator));
  }

  private String definition(RecordColumn column) {
    return quoted(column.name())
        + " "
        + typeName(column)
        + column.defaultValue().flatMap(AnsiDialect::literal).map(l -> " DEFAULT " + l).orElse("")
        + (column.nullable() ? "" : " NOT NULL");
  }

  private static Optional<String> literal(Object value) {
    if (value instanceof String text) {
      return Optional.of("'" + text.replace("'", "''") + "'");
    }
    return value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }
}
