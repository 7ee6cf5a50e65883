package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The place in PostgreSQL's log up to which Debezium has read. */
final class ReplicationSlot {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ReplicationSlot() {}

  /** Waits until Debezium reads: its task says RUNNING when it has only begun to prepare that. */
  static void awaitReader(Connection connection, String slot) {
    Await.until(
        "The start of streaming from slot " + slot, PATIENCE, () -> isActive(connection, slot));
  }

  private static boolean isActive(Connection connection, String slot) {
    try {
      return Rows.number(
              connection,
              "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '"
                  + slot
                  + "'")
          == 1;
    } catch (SQLException e) {
      throw new StartupException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }
}
