package io.millrace.benchmarks;

import java.sql.Connection;
import java.sql.Statement;

/**
 * What rows are written into: a new table each time.
 *
 * @param existing the percentage of the rows that exist before
 */
record RowTable(RowServer server, RowShape shape, int existing) {

  /** Writes the rows of one measurement. */
  @FunctionalInterface
  interface Work {
    Measurement run(Connection connection, String table) throws Exception;
  }

  Measurement measure(long rows, Work work) throws Exception {
    String table = "bench" + System.nanoTime();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(shape.createTable(table));
      for (String sql : server.preload(table, rows, existing)) {
        statement.execute(sql);
      }
      Measurement measurement = work.run(connection, table);
      connection.setAutoCommit(true);
      statement.execute("DROP TABLE " + table);
      return measurement;
    }
  }
}
