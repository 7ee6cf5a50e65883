package io.millrace.benchmarks;

import io.millrace.quickstart.stack.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows in PostgreSQL. */
record PostgresRows(PostgresServer server) implements RowServer {

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
    return List.of(
        "INSERT INTO %s (id, n) SELECT id, -1 FROM generate_series(0, %d) AS id"
                .formatted(table, rows - 1)
            + " WHERE id % 100 < "
            + percent,
        "VACUUM ANALYZE " + table,
        "CHECKPOINT");
  }
}
