package io.millrace.connect.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database to write to, seen through a connection of the test's own.
 *
 * @param ownUrl of the test's connection
 */
record TestDatabase(String url, String user, String ownUrl) {

  TestDatabase(String url, String user) {
    this(url, user, url);
  }

  /** The connector's options for this database and the topic {@code t}. */
  Map<String, String> config(String... more) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "connection.url", url,
                "connection.user", user,
                "connection.timeout.ms", "2000",
                "retry.backoff.ms", "20",
                "retry.backoff.max.ms", "200"));
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return config;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(ownUrl, user, "");
  }

  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  /** The rows of a query, each with its values as text joined by a bar. */
  List<String> rows(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
