package io.millrace.connect.jdbc.sql;

import java.util.List;

/** H2, whose own form of MERGE takes many rows. */
public final class H2Dialect extends AnsiDialect {

  public H2Dialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:h2:");
  }

  @Override
  public int identifierLimit() {
    return 256;
  }

  @Override
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    if (!write.overwriting().isAlways()) {
      return super.upsert(write, rows); // this form of MERGE takes no condition
    }
    return List.of(
        new SqlStatement(
            "MERGE INTO "
                + quoted(write.table())
                + " ("
                + names(write.columns())
                + ") KEY ("
                + names(write.keys())
                + ") VALUES "
                + rows(write.columns(), rows),
            Binding.ROWS,
            write.columns()));
  }

  // A plain string would become a JSON string, quotes and all.
  @Override
  protected String placeholder(TableColumn column) {
    return column.typeName().equals("JSON") ? "? FORMAT JSON" : "?";
  }

  @Override
  protected String keyTypeName(RecordColumn column) {
    return typeName(column);
  }

  @Override
  protected String typeName(RecordColumn column) {
    return switch (column.type()) {
      case TEXT, XML, UNKNOWN -> "VARCHAR";
      case JSON -> "JSON";
      case BYTES, BITS -> "VARBINARY";
      case NUMBER -> "DECFLOAT";
      case UUID -> "UUID";
      case TIME -> "TIME(9)";
      case LOCAL_TIMESTAMP -> "TIMESTAMP(9)";
      case TIMESTAMP -> "TIMESTAMP(9) WITH TIME ZONE";
      default -> super.typeName(column);
    };
  }
}
