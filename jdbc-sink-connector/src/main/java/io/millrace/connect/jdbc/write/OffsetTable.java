package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.OffsetStatements;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table with the offsets up to which rows are stored, written in the same transactions.
 *
 * <p>Whoever claims a partition raises its epoch; a task that has lost it finds out when it tries
 * to advance the offset, and stores nothing.
 */
public final class OffsetTable {

  private final Dialect dialect;
  private final TableId table;
  private final String connector;
  private @Nullable OffsetStatements statements;

  public OffsetTable(Dialect dialect, TableId table, String connector) {
    this.dialect = dialect;
    this.table = table;
    this.connector = connector;
  }

  /** What a person has to do, for whom records that are stored should come again. */
  public String startOver() {
    return "stop the connector, delete the rows of connector '"
        + connector
        + "' from table "
        + table
        + ", and start it again.";
  }

  /** Takes a partition over; commits. */
  OffsetClaim claim(Connection connection, String topic, int partition) throws SQLException {
    OffsetStatements sql = statements(connection);
    try {
      if (update(connection, sql.claim(), topic, partition) == 0) {
        update(connection, sql.insert(), topic, partition);
      }
      OffsetClaim claim = read(connection, sql, topic, partition).orElseThrow();
      connection.commit();
      return claim;
    } catch (SQLException e) {
      DeliveryException failure = SqlFailures.failure("Taking over offsets in " + table, e);
      // Another task may have inserted the row at the same time.
      throw failure.kind() == BAD_RECORD
          ? new DeliveryException(TRANSIENT, String.valueOf(failure.getMessage()))
          : failure;
    }
  }

  /** Stores where the claimed partitions go on, with the rows of one batch. */
  public BatchMark mark(List<OffsetClaim> claims, List<OffsetClaim> advanced) {
    return connection -> {
      try {
        OffsetStatements sql = statements(connection);
        int stored = 0;
        for (int i = 0; i < claims.size(); i++) {
          stored += advance(connection, sql.advance(), claims.get(i), advanced.get(i).next());
        }
        return stored == claims.size() || !wasCommitted(connection, sql, advanced);
      } catch (SQLException e) {
        throw SqlFailures.failure("Storing offsets in " + table, e);
      }
    };
  }

  private boolean wasCommitted(
      Connection connection, OffsetStatements sql, List<OffsetClaim> advanced) throws SQLException {
    for (OffsetClaim claim : advanced) {
      if (!read(connection, sql, claim.topic(), claim.partition()).equals(Optional.of(claim))) {
        throw new DeliveryException(
            FATAL,
            "Another task of a connector named "
                + connector
                + " has taken over partition "
                + claim.topic()
                + "-"
                + claim.partition()
                + ", as table "
                + table
                + " shows; nothing was stored. Names of connectors must be unique among all that"
                + " share this table.");
      }
    }
    connection.rollback();
    return true;
  }

  private int advance(Connection connection, String sql, OffsetClaim claim, long next)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, next);
      bindPartition(statement, 2, claim.topic(), claim.partition());
      statement.setLong(5, claim.epoch());
      statement.setLong(6, claim.next());
      return statement.executeUpdate();
    }
  }

  private int update(Connection connection, String sql, String topic, int partition)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindPartition(statement, 1, topic, partition);
      return statement.executeUpdate();
    }
  }

  private Optional<OffsetClaim> read(
      Connection connection, OffsetStatements sql, String topic, int partition)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.read())) {
      bindPartition(statement, 1, topic, partition);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new OffsetClaim(topic, partition, rows.getLong(2), rows.getLong(1)))
            : Optional.empty();
      }
    }
  }

  private void bindPartition(PreparedStatement statement, int first, String topic, int partition)
      throws SQLException {
    statement.setString(first, connector);
    statement.setString(first + 1, topic);
    statement.setInt(first + 2, partition);
  }

  private OffsetStatements statements(Connection connection) throws SQLException {
    OffsetStatements known = statements;
    if (known != null) {
      return known;
    }
    var evolution = new SchemaEvolution(dialect, new TableCatalog(dialect), true, false);
    TableDefinition definition =
        evolution.tableFor(
            connection, new RowLayout(table, OffsetStatements.KEYS, OffsetStatements.VALUES));
    List<String> columns =
        Stream.concat(OffsetStatements.KEYS.stream(), OffsetStatements.VALUES.stream())
            .map(column -> definition.column(column.name()).map(TableColumn::name).orElseThrow())
            .toList();
    OffsetStatements found = OffsetStatements.of(dialect, definition.table(), columns);
    statements = found;
    return found;
  }
}
