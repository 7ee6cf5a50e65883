package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.JdbcUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where a database is, with what its driver needs to open a connection.
 *
 * @param properties user, password and everything else for the driver; never printed
 */
public record DatabaseAddress(JdbcUrl url, Map<String, String> properties) {

  /** Opens a connection, at once. A failure tells no password. */
  Connection connect() throws SQLException {
    try {
      return opened();
    } catch (SQLException e) {
      if (!tellsPassword(e)) {
        throw e;
      }
      throw new SQLException(
          "the driver's message holds a password and is left out; check the URL, and give the"
              + " password as connection.password",
          e.getSQLState(),
          e.getErrorCode());
    }
  }

  // Drivers quote the URL, also in the messages of causes.
  private boolean tellsPassword(SQLException error) {
    List<String> secrets = url.secrets();
    for (Throwable next = error; next != null; next = next.getCause()) {
      String message = String.valueOf(next.getMessage());
      if (secrets.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private Connection opened() throws SQLException {
    Driver driver =
        Drivers.of(url)
            .orElseThrow(() -> new SQLException("No JDBC driver accepts " + url, "08001"));
    var forDriver = new Properties();
    forDriver.putAll(properties);
    Connection connection = driver.connect(url.text(), forDriver);
    if (connection == null) {
      throw new SQLException("The JDBC driver does not accept " + url, "08001");
    }
    return connection;
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
