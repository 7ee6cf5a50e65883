package io.millrace.connect.jdbc.sql;

/** MariaDB, and MySQL before 8.0.19: the new row of an upsert has no name. */
public final class MariaDbDialect extends MySqlDialect {

  public MariaDbDialect(Quoting quoting) {
    super(quoting);
  }

  @Override
  public String name() {
    return "mariadb";
  }

  @Override
  public boolean handles(JdbcUrl url) {
    return url.startsWith("jdbc:mariadb:");
  }

  @Override
  protected String rowAlias() {
    return "";
  }

  @Override
  protected String newValue(TableColumn column) {
    return "VALUES(" + name(column) + ")";
  }

  // MariaDB takes no batch of INSERT ... SELECT (error 1295), so that these rows go one by one.
  @Override
  protected SqlStatement insertUnlessThere(TableWrite write) {
    SqlStatement insert = super.insertUnlessThere(write);
    return new SqlStatement(insert.text(), Binding.ROWS, insert.parameters());
  }

  @Override
  public int rows(TableWrite write, int available) {
    return write.hasOtherUniqueKeys() && write.operation().addsMissing()
        ? 1
        : super.rows(write, available);
  }
}
