package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Oracle, whose driver sends a whole batch of one-row statements in one round trip. */
public final class OracleDialect extends MergingDialect {

  private static final Set<String> LARGE = Set.of("CLOB", "NCLOB", "BLOB");

  public OracleDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public List<String> deferredChecks() {
    return List.of("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED");
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:oracle:");
  }

  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    return Map.of(
        "oracle.net.CONNECT_TIMEOUT",
        Long.toString(connect.toMillis()),
        "oracle.jdbc.ReadTimeout",
        Long.toString(read.toMillis()));
  }

  @Override
  public int rows(TableWrite write, int available) {
    return available;
  }

  // A MERGE takes no text of more than 4000 bytes that is not a large object (ORA-01461).
  @Override
  public BindForm form(TableColumn column) {
    return LARGE.contains(column.typeName().toUpperCase(Locale.ROOT))
        ? BindForm.LARGE
        : BindForm.NATIVE;
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    String type = column.typeName().toUpperCase(Locale.ROOT);
    return type.equals("DATE") || type.startsWith("TIMESTAMP") && !type.contains("TIME ZONE");
  }

  @Override
  protected SqlStatement insert(TableWrite write, int rows) {
    SqlStatement one = super.insert(write, 1);
    return new SqlStatement(one.text(), Binding.BATCH, one.parameters());
  }

  @Override
  protected String source(List<TableColumn> columns, int rows) {
    return "(SELECT " + list(columns, c -> placeholder(c) + " " + name(c)) + " FROM DUAL) s";
  }

  @Override
  protected String whenMatched(String assignments, Optional<String> condition) {
    return " WHEN MATCHED THEN UPDATE SET "
        + assignments
        + condition.map(c -> " WHERE " + c).orElse("");
  }

  @Override
  protected Binding mergeBinding() {
    return Binding.BATCH;
  }

  @Override
  public boolean widens(TableColumn column) {
    return column.isBoundedText();
  }

  @Override
  public String widen(TableId table, TableColumn column, String type, String definitions) {
    return "ALTER TABLE " + quoted(table) + " MODIFY (" + name(column) + " " + type + ")";
  }

  @Override
  protected String addition(String definition) {
    return " ADD (" + definition + ")";
  }

  @Override
  protected String truth(boolean value) {
    return value ? "1" : "0";
  }

  @Override
  protected String keyTypeName(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, JSON, XML, UNKNOWN -> "VARCHAR2(255)";
      case BYTES, BITS -> "RAW(255)";
      default -> super.keyTypeName(column);
    };
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case INT8 -> "NUMBER(3,0)";
      case INT16 -> "NUMBER(5,0)";
      case INT32 -> "NUMBER(10,0)";
      case INT64 -> "NUMBER(19,0)";
      case FLOAT32 -> "BINARY_FLOAT";
      case FLOAT64 -> "BINARY_DOUBLE";
      case BOOLEAN -> "NUMBER(1,0)";
      case TEXT, JSON, XML, UNKNOWN -> "CLOB";
      case BYTES, BITS -> "BLOB";
      case DECIMAL -> "NUMBER(38," + column.scale() + ")";
      case NUMBER -> "NUMBER";
      case DATE, UUID -> super.typeName(column);
      case TIME, ZONED_TIME -> "VARCHAR2(32)";
      case LOCAL_TIMESTAMP -> "TIMESTAMP(9)";
      case TIMESTAMP -> "TIMESTAMP(9) WITH TIME ZONE";
    };
  }
}
