package io.millrace.connect.jdbc.sql;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Standard SQL, for databases we do not know and as the base of those we do. */
public class AnsiDialect implements Dialect {

  // What cannot be anything but a name even without quotes; '#' begins a comment in MySQL.
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  private static final String NOT_NULL = " NOT NULL";
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
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
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

  // No database has NUL in names, and half a surrogate pair cannot be sent to any.
  @Override
  public boolean accepts(String name) {
    return quoting == Quoting.NEVER
        ? WORD.matcher(name).matches()
        : !name.isEmpty()
            && name.indexOf('\0') < 0
            && StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  @Override
  public int identifierLimit() {
    return 128;
  }

  @Override
  public List<SqlStatement> statements(TableWrite write, int rows) {
    return rowStatements(write, rows);
  }

  /** Statements that take each value as a parameter. */
  protected final List<SqlStatement> rowStatements(TableWrite write, int rows) {
    return switch (write.operation()) {
      case INSERT -> List.of(insert(write, rows));
      case UPSERT -> upsert(write, rows);
      case UPDATE -> write.values().isEmpty() ? List.of() : List.of(update(write));
      case INSERT_IGNORE -> List.of(insertMissing(write, rows));
      case DELETE -> List.of(delete(write));
      case TRUNCATE -> List.of(truncate(write.table()));
    };
  }

  @Override
  public int rows(TableWrite write, int available) {
    return rowsOfParameters(write, available);
  }

  /** How many rows a statement takes whose parameters are single values. */
  // Powers of two, so that few different texts are prepared.
  protected final int rowsOfParameters(TableWrite write, int available) {
    int limit =
        Math.max(1, Math.min(MAX_ROWS, maxParameters() / Math.max(1, write.columns().size())));
    return Integer.highestOneBit(Math.min(available, limit));
  }

  /** How many parameters a statement may have. */
  protected int maxParameters() {
    return MAX_PARAMETERS;
  }

  @Override
  public BindForm form(TableColumn column) {
    return BindForm.NATIVE;
  }

  @Override
  public boolean locksWhileIdle() {
    return false;
  }

  @Override
  public boolean hasReadCommitted() {
    return true;
  }

  @Override
  public boolean hasTimeTypes() {
    return true;
  }

  // Not toString(), which leaves out seconds that are zero.
  @Override
  public String text(Temporal time) {
    if (time instanceof LocalTime) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    if (time instanceof LocalDateTime) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (time instanceof OffsetTime) {
      return DateTimeFormatter.ISO_OFFSET_TIME.format(time);
    }
    return time instanceof OffsetDateTime
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
        : time.toString();
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    return Set.of(Types.DATE, Types.TIME, Types.TIMESTAMP).contains(column.jdbcType());
  }

  @Override
  public String createTable(TableId table, List<RecordColumn> keys, List<RecordColumn> values) {
    String columns =
        Stream.concat(
                keys.stream().map(key -> definition(key, keyTypeName(key), NOT_NULL)),
                values.stream().map(this::definition))
            .collect(joining(", "));
    String primaryKey =
        keys.isEmpty() ? "" : ", PRIMARY KEY (" + list(keys, k -> quoted(k.name())) + ")";
    return "CREATE TABLE " + quoted(table) + " (" + columns + primaryKey + ")";
  }

  @Override
  public List<String> addColumns(TableId table, List<RecordColumn> columns) {
    return columns.stream()
        .map(column -> "ALTER TABLE " + quoted(table) + addition(definition(column)))
        .toList();
  }

  @Override
  public boolean widens(TableColumn column) {
    return column.isBoundedText() || column.greatest() < Long.MAX_VALUE;
  }

  @Override
  public String widen(TableId table, TableColumn column, String type, String definitions) {
    return "ALTER TABLE "
        + quoted(table)
        + " ALTER COLUMN "
        + name(column)
        + " SET DATA TYPE "
        + type;
  }

  /** What ALTER TABLE says to add a column. */
  protected String addition(String definition) {
    return " ADD COLUMN " + definition;
  }

  protected SqlStatement insert(TableWrite write, int rows) {
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
        ? List.of(insertMissing(write, rows))
        : List.of(update(write), insertMissing(write, rows));
  }

  /** Inserts the rows whose key is not there. */
  // Without casts: a cast to the column's type would cut what is too long instead of refusing it.
  protected SqlStatement insertMissing(TableWrite write, int rows) {
    String table = quoted(write.table());
    List<TableColumn> columns = write.columns();
    return new SqlStatement(
        "INSERT INTO "
            + table
            + " ("
            + names(columns)
            + ") SELECT "
            + list(columns, this::placeholder)
            + fromOneRow()
            + " WHERE NOT EXISTS (SELECT 1 FROM "
            + table
            + " WHERE "
            + found(write.keys())
            + ")",
        Binding.BATCH,
        Stream.concat(columns.stream(), write.keys().stream()).toList());
  }

  /** What makes a SELECT of parameters have one row. */
  protected String fromOneRow() {
    return " FROM (VALUES (1)) AS one (n)";
  }

  /** Updates the rows that are there. */
  protected final SqlStatement update(TableWrite write) {
    return new SqlStatement(
        "UPDATE "
            + quoted(write.table())
            + " SET "
            + list(write.values(), c -> name(c) + "=" + placeholder(c))
            + " WHERE "
            + found(write.keys())
            + overwrites(write, this::name, this::placeholder).map(c -> " AND " + c).orElse(""),
        Binding.BATCH,
        Stream.of(write.values(), write.keys(), compared(write)).flatMap(List::stream).toList());
  }

  /**
   * The condition for overwriting a row, if there is one, from how old and new values are named.
   */
  protected final Optional<String> overwrites(
      TableWrite write,
      Function<TableColumn, String> oldValue,
      Function<TableColumn, String> newValue) {
    Stream<String> isNewer =
        write.overwriting().version().stream()
            .map(v -> isNewer(oldValue.apply(v), newValue.apply(v)));
    Stream<String> isDifferent =
        write.overwriting().onlyIfDifferent()
            ? Stream.of(
                "("
                    + list(
                        write.values(),
                        " OR ",
                        c -> differs(c, oldValue.apply(c), newValue.apply(c)))
                    + ")")
            : Stream.empty();
    List<String> conditions = Stream.concat(isNewer, isDifferent).toList();
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
  }

  /** Whether a version is greater than that of a row, which may have none. */
  protected static String isNewer(String oldVersion, String newVersion) {
    return "(" + oldVersion + " IS NULL OR " + oldVersion + "<" + newVersion + ")";
  }

  /** The columns whose new values the condition for overwriting holds, in its order. */
  private static List<TableColumn> compared(TableWrite write) {
    Overwriting overwriting = write.overwriting();
    return Stream.concat(
            overwriting.version().stream(),
            overwriting.onlyIfDifferent() ? write.values().stream() : Stream.empty())
        .toList();
  }

  /** Whether two values of a column are not the same, where null is a value too. */
  protected String differs(TableColumn column, String oldValue, String newValue) {
    return oldValue + " IS DISTINCT FROM " + newValue;
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

  /** The type of a key column, which many databases want short. */
  protected String keyTypeName(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, JSON, XML, UNKNOWN -> "VARCHAR(255)";
      case BYTES, BITS -> "VARBINARY(255)";
      default -> typeName(column);
    };
  }

  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case INT8, INT16 -> "SMALLINT";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "REAL";
      case FLOAT64 -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
      case TEXT, JSON, XML, UNKNOWN -> "VARCHAR(4000)";
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
    String mark = String.valueOf(quoteMark());
    return quoting == Quoting.NEVER ? name : mark + name.replace(mark, mark + mark) + mark;
  }

  protected char quoteMark() {
    return '"';
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

  /** Whether a column of this kind can have a default. */
  protected boolean takesDefault(RecordColumn column) {
    return true;
  }

  /** What follows the type of a column that can be null; most servers take that as the default. */
  protected String nullable(RecordColumn column) {
    return "";
  }

  private String definition(RecordColumn column) {
    return definition(column, typeName(column), column.nullable() ? nullable(column) : NOT_NULL);
  }

  private String definition(RecordColumn column, String type, String nullability) {
    Optional<Object> defaultValue = takesDefault(column) ? column.defaultValue() : Optional.empty();
    return quoted(column.name())
        + " "
        + type
        + defaultValue.flatMap(this::literal).map(l -> " DEFAULT " + l).orElse("")
        + nullability;
  }

  private Optional<String> literal(Object value) {
    if (value instanceof String text) {
      return Optional.of("'" + escaped(text) + "'");
    }
    if (value instanceof Boolean flag) {
      return Optional.of(truth(flag));
    }
    return value instanceof Number ? Optional.of(value.toString()) : Optional.empty();
  }

  /** True or false as a literal of the type that {@link #typeName} has for booleans. */
  protected String truth(boolean value) {
    return String.valueOf(value);
  }

  /** A text as it is written between the quotes of a literal. */
  protected String escaped(String text) {
    return text.replace("'", "''");
  }
}
