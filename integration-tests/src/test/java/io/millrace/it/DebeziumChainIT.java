package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Debezium next to the JDBC sink: whatever happens to a table happens to its copy. */
class DebeziumChainIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Every type of PostgreSQL that a legacy application is likely to use. Not here is what Debezium
   * itself does not keep: the zone of a timetz, which becomes UTC, and the length of a varbit.
   */
  private static final String EVERY_TYPE =
      """
      CREATE TABLE everything (
        id bigint PRIMARY KEY,
        c_smallint smallint, c_integer integer, c_real real, c_double double precision,
        c_numeric numeric(12,3), c_any_numeric numeric, c_money money, c_boolean boolean,
        c_char char(5), c_varchar varchar(20), c_text text, c_bytea bytea,
        c_date date, c_time time, c_time_millis time(3), c_timetz timetz,
        c_timestamp timestamp, c_timestamp_millis timestamp(3), c_timestamptz timestamptz,
        c_interval interval, c_uuid uuid, c_json json, c_jsonb jsonb, c_xml xml,
        c_inet inet, c_cidr cidr, c_macaddr macaddr, c_bit bit(1), c_bits bit(8),
        c_point point, c_int4range int4range, c_int8range int8range,
        c_numrange numrange, c_tsrange tsrange, c_tstzrange tstzrange, c_daterange daterange,
        c_oid oid, c_mood mood, c_integers integer[], c_texts text[])
      """;

  private static final String A_ROW =
      """
      INSERT INTO everything VALUES (%d,
        -32768, 2147483647, 1.5, 0.1,
        -123456789.125, 12345678901234567890.123456789, 1234.56, true,
        'ab', 'Björn', 'a ''quoted'' \\ text', '\\x00ff10',
        '2024-02-29', '23:59:59.123456', '12:00:00.125', '10:00:00.5+00',
        '2024-02-29 12:34:56.123456', '1969-12-31 23:59:59.125', '2024-06-01 00:00:00.123456+02',
        '1 year 2 days 3 seconds', '123e4567-e89b-12d3-a456-426614174000', '{"a": [1, null]}',
        '{"b": "ü"}', '<a>b</a>',
        '192.168.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03', B'1', B'10100101',
        '(1.5,-2)', '[1,10)', '(,5)',
        '[1.5,2.5]', '[2024-01-01 00:00:00,2024-01-02 00:00:00)',
        '[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)', '[2024-01-01,2024-02-01)',
        42, 'happy', '{1,NULL,3}', '{a,"b,c",NULL}')
      """;

  private static Stack.Running stack;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.started(Installation.current(), Ports.free(0, 0, 0));
    new Topics(stack.broker().bootstrapServers())
        .create("chain.public.everything", "chain.public.documents");
    for (Connection connection : List.of(stack.legacy(), stack.portal())) {
      run(
          connection,
          "CREATE TYPE mood AS ENUM ('sad', 'happy')",
          EVERY_TYPE,
          "CREATE TABLE documents (id bigint PRIMARY KEY, title text, body text)");
      connection.close();
    }
    stack.worker().api().put("chain-source", source());
    stack.worker().api().put("chain-sink", sink());
    stack.worker().api().awaitRunning("chain-source");
    stack.worker().api().awaitRunning("chain-sink");
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  @Test
  void everyColumnTypeSurvives() throws Exception {
    onLegacy(
        A_ROW.formatted(1),
        "INSERT INTO everything (id) VALUES (2)",
        A_ROW.formatted(3),
        "UPDATE everything SET c_text = '', c_integers = '{}', c_jsonb = 'null' WHERE id = 3");

    awaitEqual("everything");
  }

  @Test
  void updatesDeletionsAndNewKeysAreFollowedThroughAKill() throws Exception {
    onLegacy(
        "INSERT INTO documents"
            + " SELECT i, 'first', repeat('x', 10) FROM generate_series(1, 5000) i");
    onLegacy(
        "UPDATE documents SET title = 'second' WHERE id % 3 = 0",
        "DELETE FROM documents WHERE id % 5 = 0");
    stack.worker().kill();
    onLegacy(
        "UPDATE documents SET id = id + 100000 WHERE id % 7 = 0",
        "DELETE FROM documents WHERE id % 11 = 0",
        "INSERT INTO documents VALUES (5, 'again', 'y')");
    stack.worker().restart();
    onLegacy("UPDATE documents SET title = 'third' WHERE id % 2 = 0");

    awaitEqual("documents");
  }

  @Test
  void aLargeColumnThatDidNotChangeStaysAsItIs() throws Exception {
    onLegacy(
        "ALTER TABLE documents ALTER body SET STORAGE EXTERNAL",
        "INSERT INTO documents VALUES (900001, 'large', repeat('0123456789', 10000))",
        "UPDATE documents SET title = 'renamed' WHERE id = 900001");

    awaitEqual("documents");
    assertThat(rows(stack.portal(), "SELECT length(body) FROM documents WHERE id = 900001"))
        .containsExactly("100000");
  }

  @Test
  void aTruncatedTableIsTruncated() throws Exception {
    onLegacy("INSERT INTO documents VALUES (800001, 'before', '')");
    awaitEqual("documents");

    onLegacy("TRUNCATE documents", "INSERT INTO documents VALUES (800002, 'after', '')");

    awaitEqual("documents");
    assertThat(rows(stack.portal(), "SELECT title FROM documents")).containsExactly("after");
  }

  private static void awaitEqual(String table) throws SQLException {
    String query = "SELECT t::text FROM " + table + " t ORDER BY id";
    List<String> source = rows(stack.legacy(), query);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(stack.worker().api().failures("chain-sink")).isEmpty();
              assertThat(stack.worker().api().failures("chain-source")).isEmpty();
              assertThat(rows(stack.portal(), query)).isEqualTo(source);
            });
  }

  private static void onLegacy(String... statements) throws SQLException {
    try (Connection connection = stack.legacy()) {
      run(connection, statements);
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> rows(Connection opened, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = opened;
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static Map<String, String> source() {
    Map<String, String> config = new HashMap<>(json());
    config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    config.put("database.hostname", "${env:POSTGRES_HOST}");
    config.put("database.port", "${env:POSTGRES_PORT}");
    config.put("database.user", "${env:POSTGRES_USER}");
    config.put("database.password", stack.secret("postgres.password"));
    config.put("database.dbname", "legacy");
    config.put("topic.prefix", "chain");
    config.put("plugin.name", "pgoutput");
    config.put("table.include.list", "public.everything,public.documents");
    config.put("publication.autocreate.mode", "filtered");
    config.put("skipped.operations", "none");
    config.put("include.unknown.datatypes", "true");
    config.put("interval.handling.mode", "string");
    config.put("binary.handling.mode", "bytes");
    config.put("poll.interval.ms", "50");
    return config;
  }

  private static Map<String, String> sink() {
    Map<String, String> config = new HashMap<>(json());
    config.put("connector.class", "io.millrace.connect.jdbc.JdbcSinkConnector");
    config.put("topics", "chain.public.everything,chain.public.documents");
    config.put("transforms", "table");
    config.put("transforms.table.type", "org.apache.kafka.connect.transforms.RegexRouter");
    config.put("transforms.table.regex", "chain\\.public\\.(.*)");
    config.put("transforms.table.replacement", "$1");
    config.put("connection.url", "${env:PORTAL_URL}");
    config.put("connection.user", "${env:POSTGRES_USER}");
    config.put("connection.password", stack.secret("postgres.password"));
    config.put("insert.mode", "upsert");
    config.put("pk.mode", "record_key");
    config.put("delete.enabled", "true");
    config.put("truncate.enabled", "true");
    return config;
  }

  private static Map<String, String> json() {
    return Map.of(
        "tasks.max", "1",
        "key.converter", "org.apache.kafka.connect.json.JsonConverter",
        "value.converter", "org.apache.kafka.connect.json.JsonConverter");
  }
}
