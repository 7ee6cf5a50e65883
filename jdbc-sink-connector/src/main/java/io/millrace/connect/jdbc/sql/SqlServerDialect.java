package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** SQL Server, whose MERGE takes many rows and locks the keys it does not find. */
public final class SqlServerDialect extends MergingDialect {

  private static final int MAX_PARAMETERS = 2000;
  private static final Set<String> LOCAL_TIMES =
      Set.of("date", "time", "datetime", "datetime2", "smalldatetime");

  public SqlServerDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "sqlserver";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:sqlserver:");
  }

  // As a datetime a time of day would come in steps of three milliseconds.
  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    return Map.of(
        "loginTimeout",
        Long.toString(Math.max(1, connect.toSeconds())),
        "socketTimeout",
        Long.toString(read.toMillis()),
        "sendTimeAsDatetime",
        "false");
  }

  @Override
  protected int maxParameters() {
    return MAX_PARAMETERS;
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    return LOCAL_TIMES.contains(column.typeName().toLowerCase(Locale.ROOT));
  }

  // The driver gives a decimal the scale of its value, and null none: of several rows in VALUES
  // those with more digits after the point would lose some of them.
  @Override
  protected String placeholder(TableColumn column) {
    return column.isDecimal()
        ? "CAST(? AS DECIMAL(" + column.size() + ", " + column.scale() + "))"
        : "?";
  }

  @Override
  protected String target(TableId table) {
    return quoted(table) + " WITH (HOLDLOCK) AS t";
  }

  @Override
  protected String source(List<TableColumn> columns, int rows) {
    return "(VALUES " + rows(columns, rows) + ") AS s (" + names(columns) + ")";
  }

  @Override
  protected String end() {
    return ";";
  }

  @Override
  protected Binding mergeBinding() {
    return Binding.ROWS;
  }

  // A change of type would give the column the collation of the database.
  @Override
  public boolean widens(TableColumn column) {
    return false;
  }

  @Override
  protected String addition(String definition) {
    return " ADD " + definition;
  }

  @Override
  protected String truth(boolean value) {
    return value ? "1" : "0";
  }

  @Override
  protected String keyTypeName(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, JSON, XML, UNKNOWN -> "NVARCHAR(255)";
      default -> super.keyTypeName(column);
    };
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case FLOAT64 -> "FLOAT";
      case BOOLEAN -> "BIT";
      case TEXT, JSON, UNKNOWN -> "NVARCHAR(MAX)";
      case XML -> "XML";
      case BYTES -> "VARBINARY(MAX)";
      case UUID -> "UNIQUEIDENTIFIER";
      case TIME -> "TIME(7)";
      case ZONED_TIME -> "NVARCHAR(32)";
      case LOCAL_TIMESTAMP -> "DATETIME2(7)";
      case TIMESTAMP -> "DATETIMEOFFSET(7)";
      default -> super.typeName(column);
    };
  }
}
