package io.millrace.connect.jdbc.sql;

import java.util.List;
import java.util.Optional;

/** The dialects there are. */
public final class Dialects {

  private Dialects() {}

  /** The dialect of this name, if there is one. */
  public static Optional<Dialect> named(String name, Quoting quoting) {
    return all(quoting).stream().filter(d -> d.name().equalsIgnoreCase(name.trim())).findFirst();
  }

  /** The dialect databases at this URL speak. */
  public static Dialect of(JdbcUrl url, Quoting quoting) {
    return all(quoting).stream()
        .filter(dialect -> dialect.handles(url))
        .findFirst()
        .orElseThrow(); // the last one handles all
  }

  public static List<String> names() {
    return all(Quoting.ALWAYS).stream().map(Dialect::name).toList();
  }

  private static List<Dialect> all(Quoting quoting) {
    return List.of(
        new PostgresDialect(quoting),
        new MySqlDialect(quoting),
        new MariaDbDialect(quoting),
        new SqliteDialect(quoting),
        new H2Dialect(quoting),
        new SqlServerDialect(quoting),
        new OracleDialect(quoting),
        new Db2Dialect(quoting),
        new AnsiDialect(quoting));
  }
}
