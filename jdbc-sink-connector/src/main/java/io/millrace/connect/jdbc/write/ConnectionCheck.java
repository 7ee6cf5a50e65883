package io.millrace.connect.jdbc.write;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries whether a database can be reached, within a bounded time. */
public final class ConnectionCheck {

  private final Duration limit;

  public ConnectionCheck(Duration limit) {
    this.limit = limit;
  }

  /** What is wrong and what to look at, if no connection can be opened. */
  public Optional<String> problem(DatabaseAddress address) {
    var attempt = new FutureTask<>(() -> tried(address));
    // Some drivers know no timeout, so the attempt has a thread that may be left behind.
    var thread = new Thread(attempt, "millrace-jdbc-connection-check");
    thread.setDaemon(true);
    thread.start();
    try {
      return attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return Optional.of(
          "No connection to "
              + address
              + " within "
              + limit.toSeconds()
              + " s. Check host and port, and whether a firewall is in the way.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of("No connection to " + address + ": " + e.getCause());
    }
  }

  private static Optional<String> tried(DatabaseAddress address) {
    try {
      address.connect().close();
      return Optional.empty();
    } catch (SQLException e) {
      String message = SqlFailures.failure("Connecting to " + address, e).getMessage();
      return Optional.of(message + " " + advice(String.valueOf(e.getSQLState())));
    }
  }

  private static String advice(String state) {
    if (state.startsWith("28")) {
      return "Check connection.user and connection.password.";
    }
    if (state.startsWith("3D")) {
      return "Check the name of the database in connection.url.";
    }
    return "Check host, port and database name in connection.url, and that the database runs and"
        + " accepts connections from the worker.";
  }
}
