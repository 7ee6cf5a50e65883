package io.millrace.benchmarks;

import io.millrace.quickstart.stack.MySqlDistribution;
import io.millrace.quickstart.stack.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows in MySQL or MariaDB. */
record MySqlRows(MySqlServer server, MySqlDistribution distribution) implements RowServer {

  @Override
  public Connection connect() throws SQLException {
    return server.connect();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public List<String> preload(String table, long rows, int percent) {
    boolean isMySql = distribution.equals(MySqlDistribution.MYSQL);
    String limit = isMySql ? "cte_max_recursion_depth" : "max_recursive_iterations";
    return List.of(
        "SET SESSION " + limit + " = " + rows,
        "INSERT INTO %s (id, n) WITH RECURSIVE series (id) AS (SELECT 0 UNION ALL SELECT id + 1"
                .formatted(table)
            + " FROM series WHERE id < "
            + (rows - 1)
            + ") SELECT id, -1 FROM series WHERE id % 100 < "
            + percent);
  }
}
