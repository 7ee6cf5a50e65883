package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** MySQL from 8.0.19 on, where the new row of an upsert has a name. */
public class MySqlDialect extends AnsiDialect {

  // "int", "varchar(40)"; "unsigned" and all else that may follow stays.
  private static final Pattern TYPE = Pattern.compile("^\\w+(\\(\\d+\\))?");
  private static final Set<String> LOCAL_TIMES = Set.of("DATE", "TIME", "DATETIME", "YEAR");

  // The last two are older names of the first one.
  private static final Set<String> ZONE_PROPERTIES =
      Set.of(
          "connectiontimezone",
          "forceconnectiontimezonetosession",
          "preserveinstants",
          "servertimezone",
          "timezone");

  public MySqlDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:mysql:");
  }

  // Without rewriting, each row of an update or delete would be a round trip of its own.
  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    return Map.of(
        "connectTimeout",
        Long.toString(connect.toMillis()),
        "socketTimeout",
        Long.toString(read.toMillis()),
        "rewriteBatchedStatements",
        "true");
  }

  // The drivers send an instant as a date and time in the zone they take for the session's.
  @Override
  public Map<String, String> zone(Set<String> given) {
    return given.stream().anyMatch(ZONE_PROPERTIES::contains)
        ? Map.of()
        : Map.of(
            "connectionTimeZone",
            "+00:00",
            "forceConnectionTimeZoneToSession",
            "true",
            "preserveInstants",
            "true");
  }

  // Tables are files, whose names most servers take as they are; columns have no case.
  @Override
  protected String folded(String name) {
    return name;
  }

  @Override
  protected char quoteMark() {
    return '`';
  }

  // The driver takes a backslash for an escape also where the server does not, and would look for
  // parameters inside of names; the server keeps names in 16-bit characters and lets none end in
  // white space.
  @Override
  public boolean accepts(String name) {
    return super.accepts(name)
        && name.indexOf('\\') < 0
        && !Character.isWhitespace(name.charAt(name.length() - 1))
        && name.codePoints().allMatch(Character::isBmpCodePoint);
  }

  @Override
  protected String escaped(String text) {
    return super.escaped(text).replace("\\", "\\\\");
  }

  @Override
  public int identifierLimit() {
    return 64;
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    return LOCAL_TIMES.contains(column.typeName().toUpperCase(Locale.ROOT));
  }

  @Override
  public Optional<String> statementLimit() {
    return Optional.of("SELECT @@max_allowed_packet");
  }

  @Override
  public boolean upsertsByAnyUniqueKey() {
    return true;
  }

  @Override
  protected String fromOneRow() {
    return " FROM DUAL";
  }

  @Override
  protected String differs(TableColumn column, String oldValue, String newValue) {
    return "NOT (" + oldValue + " <=> " + newValue + ")";
  }

  // ON DUPLICATE KEY UPDATE would change another row that has a unique value of the new one.
  @Override
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    if (write.hasOtherUniqueKeys()) {
      SqlStatement insert = insertUnlessThere(write);
      return write.values().isEmpty() ? List.of(insert) : List.of(update(write), insert);
    }
    String changes =
        write.values().isEmpty()
            ? unchanged(write)
            : list(lastVersion(write), c -> name(c) + "=" + changed(write, c));
    return List.of(withSuffix(write, rows, rowAlias() + " ON DUPLICATE KEY UPDATE " + changes));
  }

  /** Inserts the rows whose key is not there, and fails for those whose other values are taken. */
  protected SqlStatement insertUnlessThere(TableWrite write) {
    return super.insertMissing(write, 1);
  }

  // Each change sees what those before it have done, so the version they ask for changes last.
  private static List<TableColumn> lastVersion(TableWrite write) {
    Optional<TableColumn> version = write.overwriting().version();
    return Stream.concat(
            write.values().stream().filter(c -> version.filter(c::equals).isEmpty()),
            version.stream())
        .toList();
  }

  // A row that would not change is left alone anyway, so that only versions make a condition.
  private String changed(TableWrite write, TableColumn column) {
    String table = quoted(write.table()) + ".";
    return write
        .overwriting()
        .version()
        .map(v -> isNewer(table + name(v), newValue(v)))
        .map(newer -> "IF(" + newer + ", " + newValue(column) + ", " + table + name(column) + ")")
        .orElseGet(() -> newValue(column));
  }

  // INSERT IGNORE would also ignore that a value is too long, and this that another value is taken.
  @Override
  protected SqlStatement insertMissing(TableWrite write, int rows) {
    return write.hasOtherUniqueKeys()
        ? insertUnlessThere(write)
        : withSuffix(write, rows, " ON DUPLICATE KEY UPDATE " + unchanged(write));
  }

  private SqlStatement withSuffix(TableWrite write, int rows, String suffix) {
    SqlStatement insert = insert(write, rows);
    return new SqlStatement(insert.text() + suffix, insert.binding(), insert.parameters());
  }

  private String unchanged(TableWrite write) {
    String key = name(write.keys().get(0));
    return key + "=" + quoted(write.table()) + "." + key;
  }

  /** What comes before the changes, to name the new row. */
  protected String rowAlias() {
    return " AS new";
  }

  /** The value the new row has for a column. */
  protected String newValue(TableColumn column) {
    return "new." + name(column);
  }

  @Override
  public Optional<String> definitionsOf(TableId table) {
    return Optional.of("SHOW CREATE TABLE " + quoted(table));
  }

  // MODIFY forgets the default, the comment and whatever else it does not repeat.
  @Override
  public String widen(TableId table, TableColumn column, String type, String definitions) {
    String quotedName = quoteMark() + column.name().replace("`", "``") + quoteMark();
    String afterName =
        definitions
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(quotedName + " "))
            .map(line -> line.substring(quotedName.length() + 1))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("SHOW CREATE TABLE has no line " + quotedName));
    String afterType = TYPE.matcher(afterName).replaceFirst("");
    return "ALTER TABLE "
        + quoted(table)
        + " MODIFY COLUMN "
        + quotedName
        + " "
        + type
        + (afterType.endsWith(",") ? afterType.substring(0, afterType.length() - 1) : afterType);
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case INT8 -> "TINYINT";
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case TEXT, XML, UNKNOWN -> "LONGTEXT";
      case JSON -> "JSON";
      case BYTES -> "LONGBLOB";
      case DECIMAL -> "DECIMAL(65, " + column.scale() + ")";
      case NUMBER -> "DECIMAL(65, 20)";
      case ZONED_TIME -> "VARCHAR(32)";
      case TIMESTAMP -> "TIMESTAMP(6)";
      case LOCAL_TIMESTAMP -> "DATETIME(6)";
      default -> super.typeName(column);
    };
  }

  // MySQL 5.7 and MariaDB before 10.10 take a TIMESTAMP that does not say so for one that is not.
  @Override
  protected String nullable(RecordColumn column) {
    return column.type() == ColumnType.TIMESTAMP ? " NULL" : "";
  }

  @Override
  protected boolean takesDefault(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, XML, JSON, BYTES, UNKNOWN -> false;
      default -> true;
    };
  }
}
