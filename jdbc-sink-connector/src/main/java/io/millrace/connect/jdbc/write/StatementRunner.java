package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.SqlStatement;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Executes the statements for changes of one kind, in portions. */
final class StatementRunner implements RowWriter {

  /** In bytes; the servers that have a limit for a row have at least this one by default. */
  private static final long ALWAYS_TAKEN = 1 << 20;

  private final Dialect dialect;
  private final ValueForms forms;
  private final WriteMetrics metrics;
  private final RunningStatement running;
  private final int mostRows;
  private final long mostBytes;
  private final int timeoutSeconds;

  StatementRunner(
      Dialect dialect,
      ValueForms forms,
      WriteMetrics metrics,
      RunningStatement running,
      WriteOptions options) {
    this.dialect = dialect;
    this.forms = forms;
    this.metrics = metrics;
    this.running = running;
    this.mostRows = options.batchSize();
    this.mostBytes = options.batchBytes();
    this.timeoutSeconds = (int) options.statementTimeout().toSeconds();
  }

  @Override
  public void write(Connection connection, WritePlan plan, List<RowChange> changes)
      throws SQLException {
    TableWrite write = plan.write();
    int done = 0;
    while (done < changes.size()) {
      int rows = dialect.rows(write, portion(connection, write, changes, done));
      List<RowChange> next = changes.subList(done, done + rows);
      for (SqlStatement sql : plan.statements(dialect, rows)) {
        execute(connection, sql, write, next);
        metrics.executed(rows);
      }
      done += rows;
    }
  }

  /** How many changes one statement may have from here on; one at least. */
  private int portion(Connection connection, TableWrite write, List<RowChange> changes, int from)
      throws SQLException {
    int end = Math.min(changes.size(), from + mostRows);
    long bytes = 0;
    for (int i = from; i < end; i++) {
      long more = changes.get(i).bytes();
      if (more > ALWAYS_TAKEN) {
        requireTaken(connection, write, more);
      }
      bytes += more;
      if (i > from && bytes > mostBytes) {
        return i - from;
      }
    }
    return end - from;
  }

  // The server would end the connection in the middle of the row, as if it were going down.
  private void requireTaken(Connection connection, TableWrite write, long bytes)
      throws SQLException {
    Optional<String> query = dialect.statementLimit();
    if (query.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet limit = statement.executeQuery(query.get())) {
      if (limit.next() && bytes > limit.getLong(1)) {
        throw SqlFailures.tooLarge(write.table(), bytes, limit.getLong(1));
      }
    }
  }

  /** Executes the statements for no rows at all, which fail as those for rows would. */
  void rehearse(Connection connection, WritePlan plan) throws SQLException {
    for (SqlStatement sql : plan.statements(dialect, 0)) {
      execute(connection, sql, plan.write(), List.of());
    }
  }

  private void execute(
      Connection connection, SqlStatement sql, TableWrite write, List<RowChange> changes)
      throws SQLException {
    var binder = new ParameterBinder(forms, sql, write);
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      running.begins(statement::cancel);
      statement.setQueryTimeout(timeoutSeconds);
      switch (sql.binding()) {
        case ARRAYS -> {
          binder.bindArrays(statement, changes);
          statement.executeUpdate();
        }
        case ROWS -> {
          int parameter = 1;
          for (RowChange change : changes) {
            parameter = binder.bindRow(statement, change, parameter);
          }
          statement.executeUpdate();
        }
        case BATCH -> {
          for (RowChange change : changes) {
            binder.bindRow(statement, change, 1);
            statement.addBatch();
          }
          statement.executeBatch();
        }
      }
    } finally {
      running.ends();
    }
  }
}
