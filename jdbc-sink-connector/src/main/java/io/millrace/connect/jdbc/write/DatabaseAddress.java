package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.JdbcUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where a database is, with what its driver needs to open a connection.
 *
 * @param properties user, password and everything else for the driver; never printed
 */
public record DatabaseAddress(JdbcUrl url, Map<String, String> properties) {

  /** Opens a connection, at once. */
  Connection connect() throws SQLException {
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
