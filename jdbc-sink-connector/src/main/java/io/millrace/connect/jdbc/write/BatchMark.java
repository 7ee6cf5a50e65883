package io.millrace.connect.jdbc.write;

import java.sql.Connection;
import java.sql.SQLException;

/** What every transaction of a batch stores beside its rows. */
@FunctionalInterface
public interface BatchMark {

  /** Stores nothing. */
  BatchMark NONE = connection -> true;

  /**
   * Joins a transaction before its rows.
   *
   * @return whether the rows are still to be written; false if the mark shows that an earlier
   *     attempt was committed, although its answer was lost
   */
  boolean join(Connection connection) throws SQLException;
}
