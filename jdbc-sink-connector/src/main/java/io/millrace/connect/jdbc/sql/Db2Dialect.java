package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** DB2, whose MERGE takes its row from VALUES. */
public final class Db2Dialect extends MergingDialect {

  public Db2Dialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "db2";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:db2:") || url.startsWith("jdbc:as400:");
  }

  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    return Map.of(
        "loginTimeout",
        Long.toString(Math.max(1, connect.toSeconds())),
        "blockingReadConnectionTimeout",
        Long.toString(Math.max(1, read.toSeconds())));
  }

  @Override
  protected String source(List<TableColumn> columns, int rows) {
    return "(VALUES " + rows(columns, 1) + ") AS s (" + names(columns) + ")";
  }

  // After a change of a number's type the table has to be reorganized before rows can be written.
  @Override
  public boolean widens(TableColumn column) {
    return column.isBoundedText();
  }

  @Override
  protected Binding mergeBinding() {
    return Binding.BATCH;
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case FLOAT64 -> "DOUBLE";
      case TEXT, JSON, XML, UNKNOWN -> "CLOB";
      case BYTES, BITS -> "BLOB";
      case DECIMAL -> "DECIMAL(31, " + column.scale() + ")";
      case NUMBER -> "DECIMAL(31, 10)";
      case TIME -> "TIME";
      case ZONED_TIME -> "VARCHAR(32)";
      // DB2 has no type with a zone.
      case TIMESTAMP, LOCAL_TIMESTAMP -> "TIMESTAMP(9)";
      default -> super.typeName(column);
    };
  }

  @Override
  protected boolean takesDefault(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, XML, JSON, BYTES, UNKNOWN -> false;
      default -> true;
    };
  }
}
