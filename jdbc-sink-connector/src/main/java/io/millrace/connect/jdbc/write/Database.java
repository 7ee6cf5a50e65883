package io.millrace.connect.jdbc.write;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database a task writes to: one connection, opened when needed and replaced when broken. */
public final class Database implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final DatabaseAddress address;
  private final HikariDataSource pool;
  private volatile @Nullable Connection last;

  /**
   * Prepares a database; nothing is connected yet.
   *
   * @param initSql what every new connection runs first
   * @param readCommitted whether to ask for that isolation, if the database has it
   * @param locksWhileIdle whether a connection that is not in use must be with auto-commit
   * @param name how its threads and log lines are called
   */
  public Database(
      DatabaseAddress address,
      Duration connectTimeout,
      Optional<String> initSql,
      boolean readCommitted,
      boolean locksWhileIdle,
      String name) {
    this.address = address;
    HikariConfig config = pool(address, connectTimeout, readCommitted, name);
    config.setAutoCommit(locksWhileIdle);
    initSql.ifPresent(config::setConnectionInitSql);
    this.pool = new HikariDataSource(config);
  }

  private static HikariConfig pool(
      DatabaseAddress address, Duration timeout, boolean readCommitted, String name) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(new AddressSource(address));
    config.setMaximumPoolSize(1);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(timeout.toMillis());
    config.setValidationTimeout(timeout.toMillis());
    // Which errors break a connection is for SqlFailures to say, and the worker logs them.
    config.setExceptionOverride(new Unjudged());
    if (readCommitted) {
      // MySQL's default makes upserts of several tasks wait for each other's gaps.
      config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    }
    return config;
  }

  /** A connection without auto-commit, to be closed after use. */
  Connection connection() throws SQLException {
    Connection connection = pool.getConnection();
    last = connection;
    try {
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false); // until it is closed
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Breaks the connection, so that whoever waits for an answer on it waits no longer. */
  void abort() {
    Connection connection = last;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        log.debug("Aborting a connection failed", e);
      }
    }
  }

  /** Gives a connection up that may be broken; the next one is a new one. */
  void discard(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return address.toString();
  }

  private static final class Unjudged implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException error) {
      return Override.DO_NOT_EVICT;
    }
  }
}
