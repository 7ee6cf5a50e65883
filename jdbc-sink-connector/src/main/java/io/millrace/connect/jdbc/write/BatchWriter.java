package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes in one transaction: all of them, or all but those that are left out as bad. */
public final class BatchWriter {

  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final Database database;
  private final TablePlans plans;
  private final ColumnWidening widening;
  private final BatchTransaction transaction;
  private final RunningStatement running;
  private final Object definitions;

  private BatchWriter(
      Database database,
      TablePlans plans,
      ColumnWidening widening,
      BatchTransaction transaction,
      RunningStatement running,
      Object definitions) {
    this.database = database;
    this.plans = plans;
    this.widening = widening;
    this.transaction = transaction;
    this.running = running;
    this.definitions = definitions;
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
    var plans = new TablePlans(catalog, evolution, options.onlyIfDifferent());
    var widening = new ColumnWidening(dialect, plans, options.widenColumns());
    var forms = new ValueForms(dialect, options.zone());
    var running = new RunningStatement();
    var runner = new StatementRunner(dialect, forms, metrics, running, options);
    var bulk = new BulkWriter(dialect, forms, runner, metrics, running, options);
    var transaction = new BatchTransaction(dialect, plans, bulk, runner, metrics);
    return new BatchWriter(database, plans, widening, transaction, running, definitions);
  }

  /**
   * Writes changes.
   *
   * @param bad is told of changes that are left out, before the others are committed
   * @throws DeliveryException if nothing was stored
   */
  public void write(List<RowChange> changes, BatchMark mark, BadRows bad) {
    onConnection(
        connection -> {
          try {
            prepareAndWrite(connection, changes, mark);
          } catch (DeliveryException e) {
            if (e.kind() != BAD_RECORD) {
              throw e;
            }
            connection.rollback();
            readTablesAgain(connection, changes);
            transaction.writeAllButBad(connection, changes, mark, bad);
          }
        });
  }

  /**
   * Writes changes, or none of them if one is bad.
   *
   * @throws DeliveryException if nothing was stored
   */
  public void writeAll(List<RowChange> changes) {
    onConnection(connection -> prepareAndWrite(connection, changes, BatchMark.NONE));
  }

  /** Does something else in a transaction, which it ends itself. */
  void run(Work work) {
    onConnection(work);
  }

  /** Asks the database to give up what it is executing; called from another thread. */
  public void cancel() {
    running.cancel();
  }

  private void prepareAndWrite(Connection connection, List<RowChange> changes, BatchMark mark)
      throws SQLException {
    synchronized (definitions) {
      plans.prepare(connection, changes);
      widening.prepare(connection, changes);
    }
    transaction.writeAll(connection, changes, mark);
  }

  // What was known of the columns may be old: another task or person can have changed them.
  private void readTablesAgain(Connection connection, List<RowChange> changes) {
    synchronized (definitions) {
      plans.forget();
      plans.prepare(connection, changes);
      widening.prepare(connection, changes);
    }
  }

  private void onConnection(Work work) {
    try (Connection connection = database.connection()) {
      onKnownConnection(connection, work);
    } catch (SQLException e) {
      throw SqlFailures.failure("Connecting to " + database, e);
    }
  }

  // The pool itself would use a connection again that broke less than half a second ago.
  private void onKnownConnection(Connection connection, Work work) {
    try {
      onKnownTables(connection, work);
    } catch (DeliveryException e) {
      if (e.kind() == TRANSIENT) {
        database.discard(connection);
      }
      throw e;
    } catch (SQLException e) {
      database.discard(connection);
      throw SqlFailures.failure("Writing to " + database, e);
    }
  }

  private void onKnownTables(Connection connection, Work work) throws SQLException {
    try {
      doOrUndo(connection, work);
    } catch (DeliveryException e) {
      if (e.kind() != FATAL || !plans.forget()) {
        throw e;
      }
      log.info("Read the tables again, which may have changed: {}", e.getMessage());
      doOrUndo(connection, work);
    }
  }

  private static void doOrUndo(Connection connection, Work work) throws SQLException {
    try {
      work.on(connection);
    } catch (RuntimeException | SQLException e) {
      rollBack(connection);
      throw e;
    }
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

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws SQLException;
  }
}
