package io.millrace.connect.jdbc.write;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection is executing, so that another thread can cancel it. */
final class RunningStatement {

  private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

  private volatile @Nullable Cancellation current;

  void begins(Cancellation cancellation) {
    current = cancellation;
  }

  void ends() {
    current = null;
  }

  /** Asks the database to stop, if something is running. */
  void cancel() {
    Cancellation running = current;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        log.debug("Cancelling a statement failed", e);
      }
    }
  }

  /** Cancels one statement; called from another thread than the one that waits for it. */
  @FunctionalInterface
  interface Cancellation {
    void cancel() throws SQLException;
  }
}
