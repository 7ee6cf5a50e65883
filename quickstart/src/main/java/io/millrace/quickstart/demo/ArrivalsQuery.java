package io.millrace.quickstart.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks a table of PostgreSQL what has arrived in it, and how long after it was written. */
final class ArrivalsQuery {

  private static final String UNDEFINED_TABLE = "42P01";

  private final String sql;
  private long countedFrom;

  /**
   * @param writtenAt the column with the time of writing, in milliseconds since 1970
   */
  static ArrivalsQuery byCommit(String table, String writtenAt) {
    return new ArrivalsQuery(table, writtenAt, "pg_xact_commit_timestamp(xmin)");
  }

  /**
   * @param arrivedAt the column with the time of arrival
   */
  ArrivalsQuery(String table, String writtenAt, String arrivedAt) {
    sql =
        """
        SELECT count(*),
               percentile_disc(0.5) WITHIN GROUP (ORDER BY millis) FILTER (WHERE written >= ?),
               percentile_disc(0.99) WITHIN GROUP (ORDER BY millis) FILTER (WHERE written >= ?)
        FROM (SELECT (extract(epoch FROM %s) * 1000)::bigint - %s AS millis, %s AS written FROM %s)
             AS arrivals
        """
            .formatted(arrivedAt, writtenAt, writtenAt, table);
  }

  /** Only events written from now on count for how long they take. */
  void countFrom(long millisSince1970) {
    countedFrom = millisSince1970;
  }

  Arrivals run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, countedFrom);
      statement.setLong(2, countedFrom);
      ResultSet result = statement.executeQuery();
      result.next();
      return new Arrivals(result.getLong(1), result.getLong(2), result.getLong(3));
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return new Arrivals(0, 0, 0); // the sink has not created it yet
      }
      throw e;
    }
  }
}
