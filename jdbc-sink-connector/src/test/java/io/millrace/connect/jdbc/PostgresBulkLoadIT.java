package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records.TopicRecords;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When rows go by COPY and when they do not, and that this makes no difference to the table. */
class PostgresBulkLoadIT extends SinkContract {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  TestDatabase database() {
    return new TestDatabase(
        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
  }

  @Test
  void loadsNewKeysAndUpsertsThoseThatAreTaken() throws JMException {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(rows(0, 1000, "new"));
    task.put(rows(500, 1500, "old"));

    assertThat(counts("name")).containsExactly("new|500", "old|1000");
    assertThat(metric("rows-copied-total")).isEqualTo(1000);
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void triesBulkLoadsLessOftenWhileKeysAreTaken() throws JMException {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "batch.size", "100");
    task.put(rows(0, 100, "a"));

    for (int i = 0; i < 12; i++) {
      task.put(rows(0, 100, "b"));
    }
    task.put(rows(100, 900, "c"));

    assertThat(counts("name")).containsExactly("b|100", "c|800");
    // Of twelve portions with taken keys the 1st, 3rd, 6th and 11th are attempts; the pause after
    // the
    // last of them ends within the 800 new rows.
    assertThat(metric("rows-copied-total")).isEqualTo(100 + 100);
  }

  @Test
  void neverDoublesRowsOfATableWithoutUniqueIndex() {
    database.execute(KEYLESS);
    var task = started("insert.mode", "upsert");

    assertThatThrownBy(() -> task.putOnce(rows(0, 1000, "a")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("primary key or unique index");

    assertThat(names()).isEmpty();
  }

  @Test
  void leavesTablesWithRulesOrRowSecurityToStatements() throws JMException {
    database.execute(
        TABLE, "CREATE RULE quiet AS ON INSERT TO t WHERE NEW.id < 10 DO INSTEAD NOTHING");
    var task = started("insert.mode", "insert");

    task.put(rows(0, 1000, "a"));

    assertThat(counts("name")).containsExactly("a|990");
    assertThat(metric("rows-copied-total")).isZero();
  }

  @Test
  void leavesAFewRowsToOneStatement() throws JMException {
    database.execute(TABLE);
    var task = started("insert.mode", "insert");

    task.put(rows(0, 99, "a"));

    assertThat(counts("name")).containsExactly("a|99");
    assertThat(metric("rows-copied-total")).isZero();
  }

  @Test
  void findsTheBadRowsOfABulkLoad() throws JMException {
    database.execute(TABLE, "INSERT INTO t VALUES (7, 'old', 0)");
    var task = started("insert.mode", "insert");
    List<SinkRecord> records = new ArrayList<>(rows(0, 1000, "a"));
    records.addAll(topic(1000).keyed(2000L, row("too long")).list());

    task.put(records);

    assertThat(counts("name")).containsExactly("a|999", "old|1");
    assertThat(task.rejected())
        .extracting(r -> r.record().kafkaOffset())
        .containsExactlyInAnyOrder(7L, 1000L);
  }

  @Test
  void storesTheSameInBinaryAsInStatements() throws JMException {
    String columns =
        " (id bigint PRIMARY KEY, amount numeric(30, 6), at timestamptz, local timestamp, day date,"
            + " text text, j jsonb, u uuid, raw bytea, f real, flag boolean)";
    database.execute(
        "DROP TABLE IF EXISTS copied, sent",
        "CREATE TABLE copied" + columns,
        "CREATE TABLE sent" + columns);

    started("table.name.format", "copied").put(extremes());
    double copied = metric("rows-copied-total");
    stopTasks();
    started.clear();
    started("table.name.format", "sent", "write.method", "unnest").put(extremes());

    assertThat(copied).isEqualTo(200);
    assertThat(database.rows("SELECT * FROM copied EXCEPT SELECT * FROM sent")).isEmpty();
    assertThat(database.rows("SELECT count(*) FROM copied")).containsExactly("200");
  }

  @Test
  void storesTheSameAsTextAsInStatements() throws JMException {
    String columns = " (id bigint PRIMARY KEY, text varchar, i inet, raw bytea, at timestamptz)";
    database.execute(
        "DROP TABLE IF EXISTS copied, sent",
        "CREATE TABLE copied" + columns,
        "CREATE TABLE sent" + columns);
    TopicRecords records = topic(0);
    for (long id = 0; id < 200; id++) {
      records.keyed(
          id,
          struct(
              "text",
              "\\N\t\n\r\\.ä" + id,
              "i",
              "10.0.0." + id % 256,
              "raw",
              new byte[] {0, (byte) id, 92},
              "at",
              id % 2 == 0 ? "infinity" : "2026-01-01T00:00:00Z"));
    }

    started("table.name.format", "copied").put(records.list());
    double copied = metric("rows-copied-total");
    stopTasks();
    started.clear();
    started("table.name.format", "sent", "write.method", "unnest").put(records.list());

    assertThat(copied).isEqualTo(200);
    assertThat(database.rows("SELECT * FROM copied EXCEPT SELECT * FROM sent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert"})
  void startsAgainAsTextWhenAValueAmongThoseSentHasNoBinaryForm(String mode) throws JMException {
    database.execute(
        "DROP TABLE IF EXISTS t", "CREATE TABLE t (id bigint PRIMARY KEY, at timestamptz)");
    var task = started("insert.mode", mode);
    TopicRecords records = topic(0);
    for (long id = 0; id < 10_000; id++) {
      records.keyed(id, struct("at", id == 9_000 ? "infinity" : "2026-01-01T00:00:00Z"));
    }

    task.put(records.list());

    assertThat(metric("rows-copied-total")).isEqualTo(10_000);
    assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE at = 'infinity') FROM t"))
        .containsExactly("10000|1");
  }

  private static List<SinkRecord> extremes() {
    Schema schema =
        SchemaBuilder.struct()
            .field("amount", Decimal.builder(6).optional().build())
            .field("at", Timestamp.builder().optional().build())
            .field("local", Timestamp.builder().optional().build())
            .field("day", org.apache.kafka.connect.data.Date.builder().optional().build())
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("j", Schema.OPTIONAL_STRING_SCHEMA)
            .field("u", Schema.OPTIONAL_STRING_SCHEMA)
            .field("raw", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("f", Schema.OPTIONAL_FLOAT32_SCHEMA)
            .field("flag", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .build();
    TopicRecords records = topic(0);
    for (long id = 0; id < 199; id++) {
      records.keyed(id, extreme(schema, id));
    }
    return records.keyed(199L, new Struct(schema)).list();
  }

  // Day and amount swing around zero, over group borders of base 10,000.
  private static Struct extreme(Schema schema, long id) {
    long signed = (id - 100) * (id - 100) * (id - 100);
    long day = 86_400_000L;
    return new Struct(schema)
        .put("amount", new BigDecimal(signed * 9_876).movePointLeft(6).setScale(6))
        .put("at", new Date(signed * 1_234_567 + id))
        .put("local", new Date(signed * 1_234_567 + id))
        .put("day", new Date(signed / 100 * day))
        .put("text", "tab\tü€😀\\N" + id)
        .put("j", "{\"a\": " + id + "}")
        .put("u", "0b7d1c0e-8a4b-4a4e-9d1f-0a5a7c1d2e" + (10 + id % 90))
        .put("raw", new byte[] {(byte) id, 0, -1})
        .put("f", id == 0 ? Float.NaN : id / 3f)
        .put("flag", id % 2 == 0);
  }

  private List<String> counts(String column) {
    return database.rows(
        "SELECT " + column + ", count(*) FROM t GROUP BY " + column + " ORDER BY " + column);
  }

  private static List<SinkRecord> rows(int from, int to, String name) {
    TopicRecords records = topic(from);
    for (long id = from; id < to; id++) {
      records.keyed(id, row(name));
    }
    return records.list();
  }

  private static TopicRecords topic(int offset) {
    return records().startingAt(offset);
  }

  private static double metric(String name) throws JMException {
    var bean = new ObjectName("millrace.connect:type=sink-task,connector=\"under-test\",task=0");
    return (double) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
  }
}
