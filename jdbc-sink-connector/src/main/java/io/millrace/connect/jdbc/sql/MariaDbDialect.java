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
}
