package io.millrace.connect.jdbc.sql;

import static java.util.stream.Collectors.joining;

import java.sql.Types;
import java.time.Duration;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * PostgreSQL. Every statement takes one array for each column, so that one text and one plan serve
 * any number of rows; what has no binary array travels as text and is cast to the column's type.
 */
public class PostgresDialect extends AnsiDialect {

  private static final Set<String> LOCAL_TIMES = Set.of("date", "time", "timestamp");

  private final Quoting quoting;

  public PostgresDialect(Quoting quoting) {
    super(quoting);
    this.quoting = quoting;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    String connectSeconds = seconds(connect);
    return Map.of(
        "connectTimeout",
        connectSeconds,
        "loginTimeout",
        connectSeconds,
        "socketTimeout",
        seconds(read),
        "tcpKeepAlive",
        "true");
  }

  @Override
  protected String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<String> searchPath() {
    return Optional.of("SELECT unnest(current_schemas(false))");
  }

  @Override
  public List<String> deferredChecks() {
    return List.of("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED");
  }

  @Override
  public int identifierLimit() {
    return 63;
  }

  @Override
  public final Set<WriteMethod> methods() {
    return EnumSet.allOf(WriteMethod.class);
  }

  @Override
  public final Dialect writing(WriteMethod method) {
    return method == WriteMethod.VALUES ? new PostgresValues(quoting) : this;
  }

  @Override
  public int rows(TableWrite write, int available) {
    return available;
  }

  // COPY passes over rewrite rules and takes neither views nor tables with row-level security.
  @Override
  public final Optional<String> bulkLoadCheck(TableId table) {
    return Optional.of(
        "SELECT 1 FROM pg_class WHERE oid = to_regclass("
            + textLiteral(quoted(table))
            + ") AND relkind IN ('r', 'p') AND NOT relhasrules AND NOT relrowsecurity");
  }

  @Override
  public final Optional<String> typesCheck(TableWrite write) {
    String columns =
        write.columns().stream()
            .map(
                column ->
                    "(" + textLiteral(column.name()) + "," + textLiteral(storedType(column)) + ")")
            .collect(joining(","));
    return Optional.of(
        "SELECT 1 FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid ="
            + " to_regclass("
            + textLiteral(quoted(write.table()))
            + ") AND NOT a.attisdropped AND (a.attname, t.typname) IN ("
            + columns
            + ") HAVING count(*) = "
            + write.columns().size());
  }

  // The driver calls a column with a sequence serial, which is no type.
  private static String storedType(TableColumn column) {
    return switch (column.typeName()) {
      case "smallserial" -> "int2";
      case "serial" -> "int4";
      case "bigserial" -> "int8";
      default -> column.typeName();
    };
  }

  private String textLiteral(String text) {
    return "'" + escaped(text) + "'";
  }

  @Override
  public final String bulkLoad(TableWrite write, boolean binary) {
    return "COPY "
        + quoted(write.table())
        + " ("
        + names(write.columns())
        + ") FROM STDIN"
        + (binary ? " (FORMAT binary)" : "");
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    return LOCAL_TIMES.contains(column.typeName());
  }

  // It knows years before the first by their era only, and reads no sign in front of long ones.
  @Override
  public final String literal(Temporal time) {
    int year = time.isSupported(ChronoField.YEAR) ? time.get(ChronoField.YEAR) : 1;
    if (year >= 1 && year <= 9999) {
      return super.literal(time);
    }
    String text = text(time);
    String afterYear = text.substring(text.indexOf('-', 1));
    return year < 1
        ? String.format(Locale.ROOT, "%04d%s BC", 1 - year, afterYear)
        : year + afterYear;
  }

  @Override
  public final Optional<TableColumn> elements(TableColumn column) {
    if (column.jdbcType() != Types.ARRAY) {
      return Optional.empty();
    }
    String type = column.typeName().substring(1); // "_text" is an array of "text"
    int jdbcType =
        switch (type) {
          case "timestamp", "timestamptz" -> Types.TIMESTAMP;
          case "text", "varchar", "bpchar" -> Types.VARCHAR;
          default -> Types.OTHER;
        };
    return Optional.of(new TableColumn(column.name(), type, jdbcType, column.size()));
  }

  @Override
  public BindForm form(TableColumn column) {
    return switch (column.typeName()) {
      case "int2", "smallserial" -> BindForm.INT16;
      case "int4", "serial" -> BindForm.INT32;
      case "int8", "bigserial" -> BindForm.INT64;
      case "float4" -> BindForm.FLOAT32;
      case "float8" -> BindForm.FLOAT64;
      case "bool" -> BindForm.BOOLEAN;
      case "bytea" -> BindForm.BYTES;
      default -> BindForm.TEXT;
    };
  }

  @Override
  public List<SqlStatement> statements(TableWrite write, int rows) {
    if (write.operation() == Operation.TRUNCATE) {
      return List.of(
          new SqlStatement("TRUNCATE TABLE " + quoted(write.table()), Binding.ARRAYS, List.of()));
    }
    if (write.operation() == Operation.UPDATE && write.values().isEmpty()) {
      return List.of();
    }
    List<TableColumn> columns =
        write.operation() == Operation.DELETE ? write.keys() : write.columns();
    String text =
        switch (write.operation()) {
          case INSERT -> insertSelect(write);
          case UPSERT -> insertSelect(write) + onConflict(write);
          case INSERT_IGNORE -> insertSelect(write) + ignoreConflict(write);
          case UPDATE ->
              "UPDATE "
                  + quoted(write.table())
                  + " AS t SET "
                  + assignments(write)
                  + " FROM "
                  + unnest(columns)
                  + " WHERE "
                  + joined(write.keys());
          case DELETE ->
              "DELETE FROM "
                  + quoted(write.table())
                  + " AS t USING "
                  + unnest(columns)
                  + " WHERE "
                  + joined(write.keys());
          case TRUNCATE -> throw new IllegalStateException("has no rows");
        };
    return List.of(new SqlStatement(text, Binding.ARRAYS, columns));
  }

  // Means nothing to columns that are not GENERATED ALWAYS AS IDENTITY.
  private String insertSelect(TableWrite write) {
    List<TableColumn> columns = write.columns();
    return "INSERT INTO "
        + target(write)
        + " ("
        + names(columns)
        + ") OVERRIDING SYSTEM VALUE SELECT "
        + numbered(columns, 0)
        + " FROM "
        + unnest(columns);
  }

  /** What follows an insert that may find its key taken. */
  protected final String onConflict(TableWrite write) {
    return conflictTarget(write)
        + (write.values().isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET "
                + list(write.values(), c -> name(c) + "=" + excluded(c))
                + overwrites(write, c -> "t." + name(c), this::excluded)
                    .map(condition -> " WHERE " + condition)
                    .orElse(""));
  }

  private String excluded(TableColumn column) {
    return "EXCLUDED." + name(column);
  }

  // Not every type has an equality, and that of some overlooks changes, such as those of case.
  @Override
  protected String differs(TableColumn column, String oldValue, String newValue) {
    String form = form(column) == BindForm.TEXT ? "::text COLLATE \"C\"" : "";
    return oldValue + form + " IS DISTINCT FROM " + newValue + form;
  }

  /** The table an insert goes to, with a name for the condition that may come after it. */
  protected final String target(TableWrite write) {
    return quoted(write.table()) + (write.overwriting().isAlways() ? "" : " AS t");
  }

  /** What follows an insert that leaves a row alone whose key is taken. */
  protected final String ignoreConflict(TableWrite write) {
    return conflictTarget(write) + "DO NOTHING";
  }

  private String conflictTarget(TableWrite write) {
    return " ON CONFLICT (" + names(write.keys()) + ") ";
  }

  private String assignments(TableWrite write) {
    int first = write.keys().size();
    List<TableColumn> values = write.values();
    return IntStream.range(0, values.size())
        .mapToObj(i -> name(values.get(i)) + "=" + cast(values.get(i), first + i))
        .collect(joining(", "));
  }

  private String joined(List<TableColumn> keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> "t." + name(keys.get(i)) + "=" + cast(keys.get(i), i))
        .collect(joining(" AND "));
  }

  private String numbered(List<TableColumn> columns, int first) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> cast(columns.get(i), first + i))
        .collect(joining(", "));
  }

  private String unnest(List<TableColumn> columns) {
    String arrays = list(columns, c -> "?::" + form(c).element() + "[]");
    String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(joining(", "));
    return "unnest(" + arrays + ") AS u(" + names + ")";
  }

  private String cast(TableColumn column, int index) {
    String value = "u.c" + index;
    return form(column) == BindForm.TEXT ? value + "::" + castName(column) : value;
  }

  // Quoted, because "bpchar" and "bit" without quotes mean a length of one and would cut the value.
  // The driver quotes names outside the search path itself.
  protected static String castName(TableColumn column) {
    String name = column.typeName();
    return name.startsWith("\"") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  protected String keyTypeName(RecordColumn column) {
    return typeName(column);
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, UNKNOWN -> "text";
      case JSON -> "jsonb";
      case BYTES -> "bytea";
      case DECIMAL, NUMBER -> "numeric";
      case UUID -> "uuid";
      case XML -> "xml";
      case BITS -> "bit varying";
      default -> super.typeName(column).toLowerCase(Locale.ROOT);
    };
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
