package io.millrace.quickstart.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads rows of a database. */
final class Rows {

  private Rows() {}

  /** The checksum of what a query finds. */
  static Checksum checksum(Connection connection, String query) throws SQLException {
    var checksum = new Checksum();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      var columns = new Object[row.getMetaData().getColumnCount()];
      while (row.next()) {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = row.getString(i + 1);
        }
        checksum.add(columns);
      }
    }
    return checksum;
  }

  /** The only number a query finds. */
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
