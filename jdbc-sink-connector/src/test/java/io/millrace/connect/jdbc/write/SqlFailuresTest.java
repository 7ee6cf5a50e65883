package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "08006, TRANSIENT",
    "57P01, TRANSIENT",
    "57014, TRANSIENT",
    "53300, TRANSIENT",
    "40001, TRANSIENT",
    "40P01, TRANSIENT",
    "55P03, TRANSIENT",
    "25006, TRANSIENT",
    "HYT00, TRANSIENT",
    "90067, TRANSIENT",
    "22001, BAD_RECORD",
    "22P02, BAD_RECORD",
    "23505, BAD_RECORD",
    "42804, BAD_RECORD",
    "21000, BAD_RECORD",
    "42P01, FATAL",
    "42501, FATAL",
    "28P01, FATAL",
    "3D000, FATAL",
    "42P10, FATAL"
  })
  void tellsTheKindByTheState(String state, FailureKind kind) {
    var error = new SQLException("text", state);

    assertThat(SqlFailures.failure("Test", error).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "S0002, 220, BAD_RECORD",
    "S0001, 232, BAD_RECORD",
    "S0001, 241, BAD_RECORD",
    "S0003, 242, BAD_RECORD",
    "S0001, 245, BAD_RECORD",
    "S0003, 295, BAD_RECORD",
    "S0001, 2628, BAD_RECORD",
    "S0005, 8114, BAD_RECORD",
    "S0008, 8115, BAD_RECORD",
    "22001, 8152, BAD_RECORD",
    "S0002, 8169, BAD_RECORD",
    "S0001, 8672, BAD_RECORD",
    "S0045, 1222, TRANSIENT",
    "S0001, 3906, TRANSIENT",
    "S0002, 208, FATAL"
  })
  void tellsTheKindByTheCodesOfSqlServer(String state, int code, FailureKind kind) {
    var error = new SQLServerException(state, code);
    var batch = new BatchUpdateException("text", state, code, new int[0]);

    assertThat(SqlFailures.failure("Test", error).kind()).isEqualTo(kind);
    assertThat(SqlFailures.failure("Test", batch).kind()).isEqualTo(kind);
  }

  @Test
  void takesNoCodeOfAnotherDatabaseForOneOfSqlServer() {
    var error = new SQLException("text", "42000", 245);
    var sqlServer = new SQLServerException("42000", 245);

    assertThat(SqlFailures.failure("Test", error).kind()).isEqualTo(FATAL);
    assertThat(SqlFailures.failure("Test", sqlServer).kind()).isEqualTo(BAD_RECORD);
  }

  @Test
  void healsWhenTheDriverSaysSo() {
    var error = new SQLTransientConnectionException("pool timed out");

    assertThat(SqlFailures.failure("Test", error).kind()).isEqualTo(TRANSIENT);
  }

  @Test
  void blamesNoRecordForWhatHappensToTables() {
    var error = new SQLException("column \"at\" of relation \"t\" contains null values", "23502");

    DeliveryException failure = SqlFailures.ofDefinitions("Changing t", error);

    assertThat(failure.kind()).isEqualTo(FATAL);
    assertThat(failure).hasMessageContaining("must not be null").hasNoCause();
  }

  @Test
  void looksThroughThePoolAtTheReason() {
    var reason = new SQLException("password authentication failed", "28P01");
    var error = new SQLTransientConnectionException("pool timed out", "28P01", reason);

    DeliveryException failure = SqlFailures.failure("Connecting", error);

    assertThat(failure.kind()).isEqualTo(FATAL);
    assertThat(failure).hasMessageContaining("password authentication failed");
  }

  @Test
  void looksThroughABatchAtTheReason() {
    var error = new BatchUpdateException("batch entry 3 (values ...) was aborted", new int[0]);
    error.setNextException(new SQLException("duplicate key (id)=(5)", "23505"));

    DeliveryException failure = SqlFailures.failure("Insert", error);

    assertThat(failure.kind()).isEqualTo(BAD_RECORD);
    assertThat(failure).hasNoCause();
    assertThat(failure).hasMessageContaining("already in the table").hasMessageContaining("23505");
    assertThat(failure.getMessage()).doesNotContain("(5)");
  }

  /** As the driver names it, whose own has no constructor for others. */
  private static final class SQLServerException extends SQLException {
    private static final long serialVersionUID = 1;

    SQLServerException(String state, int code) {
      super("text", state, code);
    }
  }
}
