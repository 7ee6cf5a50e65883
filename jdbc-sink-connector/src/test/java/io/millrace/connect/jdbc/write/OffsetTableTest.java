package io.millrace.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.H2Dialect;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.TableId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetTableTest {

  private Connection connection;
  private final OffsetTable table =
      new OffsetTable(new H2Dialect(Quoting.ALWAYS), TableId.of("offsets"), "sink");

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
    connection.setAutoCommit(false);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void beginsWithoutAnOffset() throws SQLException {
    OffsetClaim claim = table.claim(connection, "t", 3);

    assertThat(claim).isEqualTo(new OffsetClaim("t", 3, 1, -1));
  }

  @Test
  void goesOnWhereTheLastTransactionEnded() throws SQLException {
    OffsetClaim claim = table.claim(connection, "t", 3);

    assertThat(mark(claim, 7).join(connection)).isTrue();
    connection.commit();

    assertThat(table.claim(connection, "t", 3)).isEqualTo(new OffsetClaim("t", 3, 2, 7));
  }

  @Test
  void knowsAnAttemptWhoseCommitHadNoAnswer() throws SQLException {
    BatchMark mark = mark(table.claim(connection, "t", 3), 7);
    mark.join(connection);
    connection.commit();

    boolean isToDo = mark.join(connection);

    assertThat(isToDo).isFalse();
  }

  @Test
  void asksForTheRowsAgainAfterARollback() throws SQLException {
    BatchMark mark = mark(table.claim(connection, "t", 3), 7);
    mark.join(connection);
    connection.rollback();

    boolean isToDo = mark.join(connection);

    assertThat(isToDo).isTrue();
  }

  @Test
  void refusesWhoHasLostThePartition() throws SQLException {
    BatchMark mark = mark(table.claim(connection, "t", 3), 7);
    table.claim(connection, "t", 3);

    assertThatThrownBy(() -> mark.join(connection))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("taken over partition t-3");
  }

  private BatchMark mark(OffsetClaim claim, long next) {
    return table.mark(List.of(claim), List.of(claim.advancedTo(next)));
  }
}
