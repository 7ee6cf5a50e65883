package io.millrace.connect.jdbc.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Bulk loads into PostgreSQL, which takes rows while those after them are encoded. */
final class CopyLoad {

  private static final int CHUNK = 64 << 10;

  private final CopyBuffer buffer = new CopyBuffer();
  private final RunningStatement running;

  CopyLoad(RunningStatement running) {
    this.running = running;
  }

  /** Whether the connection is one that can load in bulk. */
  static boolean isKnownTo(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }

  /**
   * Loads rows; after an exception the transaction has to be rolled back, at least in part.
   *
   * @throws NoBinaryFormException if the format cannot express all rows
   */
  void load(Connection connection, String sql, CopyFormat format, List<RowChange> changes)
      throws SQLException, NoBinaryFormException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    running.begins(postgres::cancelQuery);
    try {
      CopyIn copy = postgres.getCopyAPI().copyIn(sql);
      try {
        send(copy, format, changes);
        copy.endCopy();
      } catch (SQLException | NoBinaryFormException | RuntimeException e) {
        giveUp(copy, e);
        throw e;
      }
    } finally {
      running.ends();
    }
  }

  private void send(CopyIn copy, CopyFormat format, List<RowChange> changes)
      throws SQLException, NoBinaryFormException {
    buffer.clear();
    format.begin(buffer);
    for (RowChange change : changes) {
      if (buffer.size() >= CHUNK) {
        copy.writeToCopy(buffer.bytes(), 0, buffer.size());
        buffer.clear();
      }
      format.row(change.row(), buffer);
    }
    format.end(buffer);
    copy.writeToCopy(buffer.bytes(), 0, buffer.size());
  }

  // Until then the connection takes nothing but rows, not even a rollback.
  private static void giveUp(CopyIn copy, Exception reason) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
