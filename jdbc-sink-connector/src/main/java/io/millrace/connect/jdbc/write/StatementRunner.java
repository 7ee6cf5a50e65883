package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.SqlStatement;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Executes the statements for changes of one kind, in portions. */
final class StatementRunner implements RowWriter {

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
      int rows = dialect.rows(write, portion(changes, done));
      List<RowChange> next = changes.subList(done, done + rows);
      for (SqlStatement sql : plan.statements(dialect, rows)) {
        execute(connection, sql, write, next);
        metrics.executed(rows);
      }
      done += rows;
    }
  }

  /** How many changes one statement may have from here on; one at least. */
  private int portion(List<RowChange> changes, int from) {
    int end = Math.min(changes.size(), from + mostRows);
    long bytes = changes.get(from).bytes();
    for (int i = from + 1; i < end; i++) {
      bytes += changes.get(i).bytes();
      if (bytes > mostBytes) {
        return i - from;
      }
    }
    return end - from;
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
