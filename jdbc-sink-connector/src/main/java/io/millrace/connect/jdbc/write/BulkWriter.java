package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.TableWrite;
import io.millrace.connect.jdbc.sql.WriteMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Loads rows in bulk where that has the effect of statements, and sends statements elsewhere. */
final class BulkWriter implements RowWriter {

  // Below this, the round trips around a bulk load take longer than a statement for all rows.
  private static final int FEW_ROWS = 100;
  private static final String KEY_TAKEN = "23505";
  private static final String BROKEN_PROTOCOL = "08P01";
  private static final Set<Operation> NEW_ROWS =
      EnumSet.of(Operation.INSERT, Operation.UPSERT, Operation.INSERT_IGNORE);

  private final Dialect dialect;
  private final ValueForms forms;
  private final StatementRunner statements;
  private final WriteMetrics metrics;
  private final CopyLoad load;
  private final int portion;
  private final WriteMethod method;

  BulkWriter(
      Dialect dialect,
      ValueForms forms,
      StatementRunner statements,
      WriteMetrics metrics,
      RunningStatement running,
      WriteOptions options) {
    this.dialect = dialect;
    this.forms = forms;
    this.statements = statements;
    this.metrics = metrics;
    this.load = new CopyLoad(running);
    this.portion = options.batchSize();
    this.method = options.method();
  }

  @Override
  public void write(Connection connection, WritePlan plan, List<RowChange> changes)
      throws SQLException {
    BulkPlan bulk = isCandidate(plan.write(), changes) ? bulk(connection, plan) : null;
    if (bulk == null) {
      statements.write(connection, plan, changes);
      return;
    }
    for (int done = 0; done < changes.size(); done += portion) {
      List<RowChange> next = changes.subList(done, Math.min(changes.size(), done + portion));
      if (!isLoaded(connection, plan, bulk, next)) {
        statements.write(connection, plan, next);
      }
    }
  }

  private boolean isCandidate(TableWrite write, List<RowChange> changes) {
    return switch (method) {
      case COPY -> NEW_ROWS.contains(write.operation());
      case AUTO -> NEW_ROWS.contains(write.operation()) && changes.size() >= FEW_ROWS;
      case VALUES, UNNEST -> false;
    };
  }

  private BulkPlan bulk(Connection connection, WritePlan plan) throws SQLException {
    BulkPlan known = plan.bulk();
    if (known != null) {
      return known;
    }
    BulkPlan found =
        isPossible(connection, plan.write())
            ? BulkPlan.in(
                BinaryCopy.of(plan.write().columns(), forms).orElseGet(() -> text(plan.write())))
            : BulkPlan.impossible();
    plan.setBulk(found);
    return found;
  }

  private boolean isPossible(Connection connection, TableWrite write) throws SQLException {
    Optional<String> check = dialect.bulkLoadCheck(write.table());
    if (check.isEmpty() || !CopyLoad.isKnownTo(connection)) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(check.get())) {
      return rows.next();
    }
  }

  private boolean isLoaded(
      Connection connection, WritePlan plan, BulkPlan bulk, List<RowChange> changes)
      throws SQLException {
    CopyFormat format = bulk.next();
    if (format == null) {
      return false;
    }
    if (plan.write().operation() != Operation.INSERT) {
      // Without a unique index the rows would be added twice. The statement for no rows fails if
      // there is none, and locks the table so that nobody drops the index before the commit.
      statements.rehearse(connection, plan);
    }
    boolean isLoaded = isLoaded(connection, plan, bulk, format, changes);
    if (isLoaded) {
      bulk.succeeded();
      metrics.copied(changes.size());
    }
    return isLoaded;
  }

  private boolean isLoaded(
      Connection connection,
      WritePlan plan,
      BulkPlan bulk,
      CopyFormat format,
      List<RowChange> changes)
      throws SQLException {
    TableWrite write = plan.write();
    Savepoint before = connection.setSavepoint();
    try {
      load.load(connection, dialect.bulkLoad(write, format.isBinary()), format, changes);
      if (format.isBinary()) {
        requireSameTypes(connection, write);
      }
      connection.releaseSavepoint(before);
      return true;
    } catch (NoBinaryFormException e) {
      connection.rollback(before);
      CopyFormat text = text(write);
      bulk.use(text);
      return isLoaded(connection, plan, bulk, text, changes);
    } catch (SQLException e) {
      if (format.isBinary() && isOfOtherLength(e)) {
        throw otherTypes(write);
      }
      if (write.operation() == Operation.INSERT || !KEY_TAKEN.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      bulk.keysWereTaken();
      return false;
    }
  }

  // A value in binary form means another one in a column whose type was changed meanwhile. From the
  // load to the commit nobody can change it.
  private void requireSameTypes(Connection connection, TableWrite write) throws SQLException {
    Optional<String> check = dialect.typesCheck(write);
    if (check.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(check.get());
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw otherTypes(write);
      }
    }
  }

  private static boolean isOfOtherLength(SQLException error) {
    return BROKEN_PROTOCOL.equals(error.getSQLState())
        && error instanceof PSQLException told
        && told.getServerErrorMessage() != null;
  }

  // Whoever gets it reads the tables again.
  private static DeliveryException otherTypes(TableWrite write) {
    return new DeliveryException(
        FATAL, "The columns of table " + write.table() + " have other types than before.");
  }

  private TextCopy text(TableWrite write) {
    return new TextCopy(write.columns(), forms);
  }
}
