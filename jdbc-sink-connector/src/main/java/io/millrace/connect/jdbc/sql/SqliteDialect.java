package io.millrace.connect.jdbc.sql;

import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SQLite, which keeps dates and exact numbers as text. */
public final class SqliteDialect extends AnsiDialect {

  private static final List<String> LOCAL_TIMES = List.of("DATETIME", "TIMESTAMP", "TIME");

  public SqliteDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:sqlite:");
  }

  // A transaction that begins by reading could not wait for another writer.
  @Override
  public Map<String, String> driverDefaults(Duration connect, Duration read) {
    return Map.of("busy_timeout", Long.toString(read.toMillis()), "transaction_mode", "IMMEDIATE");
  }

  @Override
  public boolean isLocalTime(TableColumn column) {
    String type = column.typeName().toUpperCase(Locale.ROOT);
    return LOCAL_TIMES.stream().anyMatch(type::startsWith) && !type.contains("ZONE");
  }

  @Override
  public boolean hasTimeTypes() {
    return false;
  }

  // As its own functions write and compare it.
  @Override
  public String text(Temporal time) {
    return super.text(time).replace('T', ' ');
  }

  @Override
  protected String folded(String name) {
    return name;
  }

  @Override
  public int identifierLimit() {
    return 1000;
  }

  // There are no lengths and only one size of whole numbers.
  @Override
  public boolean widens(TableColumn column) {
    return false;
  }

  @Override
  public boolean hasReadCommitted() {
    return false;
  }

  // The driver begins the next transaction, which locks the file, right after a commit.
  @Override
  public boolean locksWhileIdle() {
    return true;
  }

  @Override
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    return write.values().isEmpty()
        ? List.of(insertMissing(write, rows))
        : List.of(
            onConflict(
                write,
                rows,
                "UPDATE SET "
                    + list(write.values(), c -> name(c) + "=" + excluded(c))
                    + overwrites(write, this::name, this::excluded)
                        .map(condition -> " WHERE " + condition)
                        .orElse("")));
  }

  private String excluded(TableColumn column) {
    return "excluded." + name(column);
  }

  @Override
  protected String differs(TableColumn column, String oldValue, String newValue) {
    return oldValue + " IS NOT " + newValue + " COLLATE BINARY";
  }

  @Override
  protected SqlStatement insertMissing(TableWrite write, int rows) {
    return onConflict(write, rows, "NOTHING");
  }

  private SqlStatement onConflict(TableWrite write, int rows, String reaction) {
    SqlStatement insert = insert(write, rows);
    return new SqlStatement(
        insert.text() + " ON CONFLICT (" + names(write.keys()) + ") DO " + reaction,
        insert.binding(),
        insert.parameters());
  }

  @Override
  protected String keyTypeName(RecordColumn column) {
    return typeName(column);
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case INT8, INT16, INT32, INT64 -> "INTEGER";
      case FLOAT32, FLOAT64 -> "REAL";
      case BOOLEAN -> "BOOLEAN";
      case BYTES, BITS -> "BLOB";
      // A numeric column would make an inexact number of a long decimal.
      case DECIMAL, NUMBER, TEXT, JSON, XML, UUID, UNKNOWN -> "TEXT";
      case DATE, TIME, ZONED_TIME, TIMESTAMP, LOCAL_TIMESTAMP -> "TEXT";
    };
  }
}
