package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one batch, from the first statement to the commit. */
final class BatchTransaction {

  private static final Logger log = LoggerFactory.getLogger(BatchTransaction.class);

  private final Dialect dialect;
  private final TablePlans plans;
  private final RowWriter fast;
  private final RowWriter careful;
  private final WriteMetrics metrics;

  BatchTransaction(
      Dialect dialect, TablePlans plans, RowWriter fast, RowWriter careful, WriteMetrics metrics) {
    this.dialect = dialect;
    this.plans = plans;
    this.fast = fast;
    this.careful = careful;
    this.metrics = metrics;
  }

  /** Writes all changes in as few statements as possible. */
  void writeAll(Connection connection, List<RowChange> changes, BatchMark mark)
      throws SQLException {
    if (mark.join(connection)) {
      run(connection, TableBatch.reduced(changes), fast);
      commit(connection, changes);
    }
  }

  /** Writes all changes but those that are bad, in their order. */
  void writeAllButBad(Connection connection, List<RowChange> changes, BatchMark mark, BadRows bad)
      throws SQLException {
    log.debug("Searching {} changes for bad ones", changes.size());
    try {
      searchAndCommit(connection, changes, mark, bad, List.of());
    } catch (DeliveryException e) {
      List<String> checks = dialect.deferredChecks();
      if (e.kind() != BAD_RECORD || checks.isEmpty()) {
        throw e;
      }
      // A constraint that is checked at the commit: it has to be checked while searching.
      connection.rollback();
      searchAndCommit(connection, changes, mark, bad, checks);
    }
  }

  private void searchAndCommit(
      Connection connection,
      List<RowChange> changes,
      BatchMark mark,
      BadRows bad,
      List<String> checks)
      throws SQLException {
    if (!mark.join(connection)) {
      return;
    }
    Map<Integer, DeliveryException> leftOut = leftOut(connection, changes, checks);
    leftOut.forEach(bad::leftOut);
    commit(connection, changes.stream().filter(c -> !leftOut.containsKey(c.source())).toList());
  }

  // What refers to a row that comes later is good after all, so the rest is searched again.
  private Map<Integer, DeliveryException> leftOut(
      Connection connection, List<RowChange> changes, List<String> checks) {
    Map<Integer, DeliveryException> leftOut = new TreeMap<>();
    List<RowChange> rest = changes;
    int before;
    do {
      before = rest.size();
      leftOut.clear();
      new BadRecordSearch(part -> runOrUndo(connection, part, checks), leftOut::put).apply(rest);
      rest = rest.stream().filter(change -> leftOut.containsKey(change.source())).toList();
    } while (!checks.isEmpty() && !rest.isEmpty() && rest.size() < before);
    return leftOut;
  }

  private void runOrUndo(Connection connection, List<RowChange> changes, List<String> checks) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        run(connection, TableBatch.ordered(changes), careful);
        check(connection, checks);
        connection.releaseSavepoint(before);
      } catch (DeliveryException e) {
        if (e.kind() == BAD_RECORD) {
          connection.rollback(before);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.failure("Searching a batch for bad records", e);
    }
  }

  private static void check(Connection connection, List<String> checks) throws SQLException {
    if (checks.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : checks) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw SqlFailures.failure("The check of deferred constraints", e);
    }
  }

  private void run(Connection connection, List<Step> steps, RowWriter rows) {
    for (Step step : steps) {
      plans
          .plan(connection, step.operation(), step.layout())
          .ifPresent(
              plan -> {
                try {
                  rows.write(connection, plan, plan.fitted(step.changes()));
                } catch (SQLException e) {
                  throw SqlFailures.failure(step.toString(), e);
                }
              });
    }
  }

  private void commit(Connection connection, List<RowChange> changes) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailures.failure("Commit of " + changes.size() + " changes", e);
    }
    metrics.committed(changes);
  }
}
