package io.millrace.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database server that rows are written to. */
interface RowServer {

  Connection connect() throws SQLException;

  /** The number of its first process. */
  long pid();

  /**
   * Statements after which a percentage of so many rows exist, with {@code n} = -1, and the server
   * has nothing left to do.
   */
  List<String> preload(String table, long rows, int percent);
}
