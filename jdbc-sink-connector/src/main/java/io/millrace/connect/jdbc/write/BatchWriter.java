package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes in one transaction: all of them, or all but those that are left out as bad. */
public final class BatchWriter {

  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final Database database;
  private final TablePlans plans;
  private final RowWriter fast;
  private final RowWriter careful;
  private final RunningStatement running;
  private final WriteMetrics metrics;
  private final Object definitions;

  private BatchWriter(
      Database database,
      TablePlans plans,
      RowWriter fast,
      RowWriter careful,
      RunningStatement running,
      WriteMetrics metrics,
      Object definitions) {
    this.database = database;
    this.plans = plans;
    this.fast = fast;
    this.careful = careful;
    this.running = running;
    this.definitions = definitions;
    this.metrics = metrics;
  }

  /**
   * A writer to a database that speaks this dialect.
   *
   * @param definitions a lock that all writers of a task share, so that only one of them changes
   *     tables
   */
  public static BatchWriter of(
      Database database,
      Dialect dialect,
      WriteOptions options,
      WriteMetrics metrics,
      Object definitions) {
    var catalog = new TableCatalog(dialect);
    var evolution =
        new SchemaEvolution(dialect, catalog, options.createTables(), options.addColumns());
    var forms = new ValueForms(dialect, options.zone());
    var running = new RunningStatement();
    var runner = new StatementRunner(dialect, forms, metrics, running, options);
    var bulk = new BulkWriter(dialect, forms, runner, metrics, running, options);
    return new BatchWriter(
        database, new TablePlans(catalog, evolution), bulk, runner, running, metrics, definitions);
  }

  /**
   * Writes changes.
   *
   * @param bad is told of changes that are left out, before the others are committed
   * @throws DeliveryException if nothing was stored
   */
  public void write(List<RowChange> changes, BadRows bad) {
    onConnection(changes, (connection, e) -> writeAllButBad(connection, changes, bad, e));
  }

  /**
   * Writes changes, or none of them if one is bad.
   *
   * @throws DeliveryException if nothing was stored
   */
  public void writeAll(List<RowChange> changes) {
    onConnection(
        changes,
        (connection, e) -> {
          throw e;
        });
  }

  /** Asks the database to give up what it is executing; called from another thread. */
  public void cancel() {
    running.cancel();
  }

  private void onConnection(List<RowChange> changes, BadData badData) {
    try (Connection connection = database.connection()) {
      try {
        writeToKnownTables(connection, changes, badData);
      } catch (DeliveryException e) {
        if (e.kind() == TRANSIENT) {
          database.discard(connection);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.failure("Connecting to " + database, e);
    }
  }

  private void writeToKnownTables(Connection connection, List<RowChange> changes, BadData badData)
      throws SQLException {
    try {
      writeOrUndo(connection, changes, badData);
    } catch (DeliveryException e) {
      if (e.kind() != FATAL || !plans.forget()) {
        throw e;
      }
      log.info("Read the tables again, which may have changed: {}", e.getMessage());
      writeOrUndo(connection, changes, badData);
    }
  }

  private void writeOrUndo(Connection connection, List<RowChange> changes, BadData badData)
      throws SQLException {
    try {
      write(connection, changes, badData);
    } catch (RuntimeException e) {
      rollBack(connection);
      throw e;
    }
  }

  private void write(Connection connection, List<RowChange> changes, BadData badData)
      throws SQLException {
    synchronized (definitions) {
      plans.prepare(connection, changes);
    }
    try {
      run(connection, TableBatch.reduced(changes), fast);
      commit(connection, changes);
    } catch (DeliveryException e) {
      if (e.kind() != BAD_RECORD) {
        throw e;
      }
      connection.rollback();
      badData.met(connection, e);
    }
  }

  private void writeAllButBad(
      Connection connection, List<RowChange> changes, BadRows bad, DeliveryException first) {
    log.debug("Searching {} changes for bad ones: {}", changes.size(), first.getMessage());
    Set<Integer> leftOut = new HashSet<>();
    BadRows noting =
        (source, reason) -> {
          bad.leftOut(source, reason);
          leftOut.add(source);
        };
    new BadRecordSearch(part -> runOrUndo(connection, part), noting).apply(changes);
    commit(connection, changes.stream().filter(c -> !leftOut.contains(c.source())).toList());
  }

  private void runOrUndo(Connection connection, List<RowChange> changes) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        run(connection, TableBatch.ordered(changes), careful);
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

  private void run(Connection connection, List<Step> steps, RowWriter rows) {
    for (Step step : steps) {
      plans
          .plan(connection, step.operation(), step.layout())
          .ifPresent(
              plan -> {
                try {
                  rows.write(connection, plan, step.changes());
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

  /** What to do in a transaction after one with bad data was undone. */
  @FunctionalInterface
  private interface BadData {
    void met(Connection connection, DeliveryException reason);
  }

  // The failure that led here is the one to tell; a connection that cannot roll back is lost
  // anyway.
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("Rollback failed", e);
    }
  }
}
