package io.millrace.connect.jdbc.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One bulk load into PostgreSQL: rows are encoded first, then sent at once. */
final class CopyLoad {

  private final CopyBuffer buffer = new CopyBuffer();
  private final RunningStatement running;

  CopyLoad(RunningStatement running) {
    this.running = running;
  }

  /** Whether the connection is one that can load in bulk. */
  static boolean isKnownTo(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }

  /** Takes rows in a form that may not be able to express them all. */
  void encode(CopyFormat format, List<RowChange> changes) throws NoBinaryFormException {
    buffer.clear();
    format.write(changes, buffer);
  }

  /** Takes rows in the form that can express all that can be written. */
  void encodeText(TextCopy format, List<RowChange> changes) {
    buffer.clear();
    format.write(changes, buffer);
  }

  /** Sends what was taken. */
  void send(Connection connection, String sql) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    running.begins(postgres::cancelQuery);
    try {
      CopyIn copy = postgres.getCopyAPI().copyIn(sql);
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      copy.endCopy();
    } finally {
      running.ends();
    }
  }
}
