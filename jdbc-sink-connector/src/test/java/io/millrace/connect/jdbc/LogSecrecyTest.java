package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.SinkTaskHarness;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What failures print: neither values nor passwords, nor lines that records have made up. */
class LogSecrecyTest extends SinkContract {

  private static final String SECRET = "hush-hush";

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:h2:mem:secrecy;DB_CLOSE_DELAY=-1", "sa");
  }

  @BeforeEach
  void captureLog() {
    database.execute("DROP ALL OBJECTS");
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseLog() {
    System.setErr(before);
  }

  @Test
  void keepsThePasswordOfTheUrlToItself() {
    String url = "jdbc:postgresql://me:" + SECRET + "@127.0.0.1:1/db?password=" + SECRET;
    var task = started("connection.url", url, "validate.connection", "false");

    Throwable error = failureOf(task, "a");

    assertThat(printed(error)).contains("Connecting to").doesNotContain(SECRET);
    assertThat(logged()).contains("HikariDataSource").doesNotContain(SECRET);
  }

  @Test
  void keepsARefusedPasswordToItself() {
    database.execute("CREATE USER IF NOT EXISTS me PASSWORD 'other'");
    var task = started("connection.user", "me", "connection.password", SECRET);

    Throwable error = failureOf(task, "a");

    assertThat(printed(error)).contains("Connecting to").doesNotContain(SECRET);
    assertThat(logged()).doesNotContain(SECRET);
  }

  @Test
  void keepsTheValuesOfRefusedRecordsToItself() {
    database.execute("CREATE TABLE t (id VARCHAR(99) PRIMARY KEY, name VARCHAR(3), n INT)");
    var task = started("insert.mode", "insert");

    task.put(
        records()
            .keyed(SECRET, row("a"))
            .keyed(SECRET, row("b"))
            .keyed("2", row(SECRET))
            .keyed("3", struct("n", SECRET))
            .list());

    assertThat(task.rejected()).hasSize(3);
    assertThat(task.rejected())
        .allSatisfy(r -> assertThat(printed(r.reason())).doesNotContain(SECRET));
    assertThat(logged()).doesNotContain(SECRET);
  }

  @Test
  void keepsTheValuesOfTheRecordThatStopsTheTaskToItself() {
    database.execute("CREATE TABLE t (id VARCHAR(99) PRIMARY KEY, name VARCHAR(3), n INT)");
    var task =
        SinkTaskHarness.startedWithoutReporter(JdbcSinkTask::new, keyed("insert.mode", "insert"))
            .settling();
    started.add(task);

    Throwable error = failureOf(task, SECRET);

    assertThat(printed(error)).contains("22001").doesNotContain(SECRET);
    assertThat(logged()).doesNotContain(SECRET);
  }

  @Test
  void printsNamesOfRecordsOnOneLine() {
    var task = started("auto.create", "true", "table.name.format", "t\n[main] INFO forged");

    task.put(records().keyed(1L, struct("a\n[main] ERROR forged\r\u2028x", "a")).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(logged())
        .contains("forged")
        .doesNotContainPattern("(?m)^\\[main] (INFO|ERROR) forged");
  }

  @Test
  void tellsOfMissingNamesOnOneLine() {
    var task = started("table.name.format", "t\nforged");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("t?forged");
  }

  private static Throwable failureOf(SinkTaskHarness task, String name) {
    try {
      task.putOnce(records().keyed("1", row(name)).list());
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("was written");
  }

  private static String printed(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
