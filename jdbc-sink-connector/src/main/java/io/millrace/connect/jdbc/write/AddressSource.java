package io.millrace.connect.jdbc.write;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database address in the form a connection pool takes. */
final class AddressSource implements DataSource {

  private final DatabaseAddress address;

  AddressSource(DatabaseAddress address) {
    this.address = address;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return address.connect();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return address.connect();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  // The pool's close() waits this many seconds for a connection that is just being opened.
  @Override
  public int getLoginTimeout() {
    return 1;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logging is the worker's");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Nothing is wrapped here");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
