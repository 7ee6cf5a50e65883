package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.JdbcUrl;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/**
 * The JDBC drivers beside this class. DriverManager shows only those its caller's class loader
 * registered, which in a worker depends on who looked first.
 */
public final class Drivers {

  private Drivers() {}

  /** The driver that accepts a URL. */
  public static Optional<Driver> of(JdbcUrl url) {
    ServiceLoader<Driver> drivers =
        ServiceLoader.load(Driver.class, Drivers.class.getClassLoader());
    return StreamSupport.stream(drivers.spliterator(), false)
        .filter(driver -> accepts(driver, url))
        .findFirst();
  }

  private static boolean accepts(Driver driver, JdbcUrl url) {
    try {
      return driver.acceptsURL(url.text());
    } catch (SQLException e) {
      return false;
    }
  }
}
