package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.SinkTaskHarness;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract in servers of the MySQL family. */
abstract class MySqlContract extends DialectContract {

  // Lets the tests quote names as standard SQL does; the connector's own connections do not.
  private static final String STANDARD_QUOTES = "?sessionVariables=sql_mode=ANSI_QUOTES";

  private static @Nullable TestServer server;

  /**
   * Finds a server for the tests of a class: the one an environment variable names, or one of this
   * machine. Without either they are skipped, or fail where {@code MILLRACE_REQUIRE_DATABASES} is
   * set.
   *
   * @param variable of the environment, with the JDBC URL of an empty database
   */
  static void use(String variable, Supplier<Optional<TestServer>> local) {
    Optional<TestServer> found = TestServer.external(variable).or(local);
    Assumptions.assumeTrue(
        found.isPresent() || System.getenv("MILLRACE_REQUIRE_DATABASES") != null,
        "SKIPPED: no server here. Set " + variable + ", or run build/databases/install.sh");
    server = found.orElseThrow();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  TestDatabase database() {
    return serving();
  }

  /** The database of the server that was found. */
  static TestDatabase serving() {
    TestDatabase database = Objects.requireNonNull(server).database();
    return new TestDatabase(database.url(), database.user(), database.url() + STANDARD_QUOTES);
  }

  @Test
  void aRowThatTheServerNeverTakesIsSetAside() {
    var task = started("insert.mode", "upsert", "auto.create", "true");

    task.put(records().keyed(1L, row("x".repeat(70_000_000))).keyed(2L, row("b")).list());

    assertThat(database.rows("SELECT id, name FROM t")).containsExactly("2|b");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(
            rejected -> assertThat(rejected.reason()).hasMessageContaining("max_allowed_packet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(9), n INT, CHECK (name <> 'bad'))",
        "CREATE TABLE t (id BIGINT PRIMARY KEY, name ENUM('a', 'c'), n INT)",
        "CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(9), n INT);CREATE TRIGGER refusing BEFORE"
            + " INSERT ON t FOR EACH ROW BEGIN IF NEW.name = 'bad' THEN SIGNAL SQLSTATE '45000';"
            + " END IF; END"
      })
  void setsAsideWhatChecksTypesAndTriggersRefuse(String definitions) {
    for (String sql : definitions.split(";(?=CREATE)")) {
      database.execute(sql);
    }
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("bad")).keyed(3L, row("c")).list());

    assertThat(names()).containsExactly("1|a", "3|c");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.record().key()).isEqualTo(2L));
  }

  @Test
  void aListThatTheServerNeverTakesIsSetAside() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name LONGTEXT)");
    Schema schema =
        SchemaBuilder.struct().field("name", SchemaBuilder.array(Schema.STRING_SCHEMA)).build();
    var large = new Struct(schema).put("name", Collections.nCopies(70, "x".repeat(1_000_000)));
    var small = new Struct(schema).put("name", List.of("b"));
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, large).keyed(2L, small).list());

    assertThat(names()).containsExactly("2|[\"b\"]");
    assertThat(task.rejected()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "upsert", "insert_ignore"})
  void writesMoreBytesThanTheServerTakesAtOnce(String mode) {
    var task = started("insert.mode", mode, "auto.create", "true");
    String text = "ü".repeat(500_000);
    var records = records();
    for (long id = 0; id < 80; id++) {
      records.keyed(id, row(text));
    }

    task.put(records.list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT COUNT(*), MIN(LENGTH(name)) FROM t"))
        .containsExactly("80|1000000");
  }

  @Override
  List<String> typesOfAllTypes() {
    return List.of(
        "id|bigint|NO",
        "i8|tinyint|NO",
        "i16|smallint|NO",
        "i32|int|NO",
        "f32|float|NO",
        "f64|double|NO",
        "flag|tinyint|NO",
        "text|longtext|NO",
        "amount|decimal|NO",
        "day|date|NO",
        "time|time|NO",
        "at|timestamp|NO",
        "missing|longtext|YES");
  }

  @Override
  String hex(String column) {
    return "LOWER(HEX(" + column + "))";
  }

  @Override
  String jsonType() {
    return "JSON";
  }

  @Override
  String instant(String text) {
    return "TIMESTAMP '" + text + "'"; // of a session in UTC
  }

  @Override
  String localTimestampType() {
    return "DATETIME(6)";
  }

  @Override
  String duplicateState() {
    return "23000";
  }

  @Override
  String nullState() {
    return "23000";
  }

  @Test
  void anUpsertNeverChangesTheRowOfAnotherKeyThatHasTheSameUniqueValue() {
    database.execute(TABLE, "CREATE UNIQUE INDEX t_name ON t (name)");
    SinkTaskHarness task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).list());
    task.put(records().keyed(3L, row("a")).keyed(2L, row("c")).list());

    assertThat(names()).containsExactly("1|a", "2|c");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.record().key()).isEqualTo(3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"upsert", "insert_ignore"})
  void failsRatherThanRepeatRowsWhereNothingIsUnique(String mode) {
    database.execute(KEYLESS, "CREATE INDEX t_id ON t (id)");
    var task = started("insert.mode", mode);

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Table t has no primary key or unique index")
        .hasMessageContaining("pk.fields");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE UNIQUE INDEX t_both ON t (id, name)",
        "CREATE UNIQUE INDEX t_name ON t (name)",
        "ALTER TABLE t ADD nr BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY"
      })
  void doesNotRepeatRowsWhereSomethingElseOfThemIsUnique(String index) {
    database.execute(KEYLESS, index);
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).list());
    task.put(records().keyed(1L, row("a")).list());

    assertThat(names()).containsExactly("1|a", "2|b");
  }

  @Test
  void goesOnOnceAnIndexKeepsTheKeyUnique() {
    database.execute(KEYLESS);
    var task = started("insert.mode", "upsert");
    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).list()))
        .isInstanceOf(ConnectException.class);

    database.execute("CREATE UNIQUE INDEX t_id ON t (id)");
    var again = started("insert.mode", "upsert");
    again.put(records().keyed(1L, row("a")).keyed(1L, row("b")).list());
    again.put(records().startingAt(2).keyed(1L, row("c")).list());

    assertThat(names()).containsExactly("1|c");
  }

  @Test
  void upsertsThroughAView() {
    database.execute(TABLE, "CREATE OR REPLACE VIEW seen AS SELECT * FROM t");
    var task = started("insert.mode", "upsert", "table.name.format", "seen");

    task.put(records().keyed(1L, row("a")).list());
    task.put(records().startingAt(1).keyed(1L, row("b")).list());

    assertThat(names()).containsExactly("1|b");
    database.execute("DROP VIEW seen");
  }

  @Test
  void aRowThatIsLeftOutHasItsKeyTakenAndNothingElse() {
    database.execute(TABLE, "CREATE UNIQUE INDEX t_name ON t (name)");
    SinkTaskHarness task = started("insert.mode", "insert_ignore");

    task.put(records().keyed(1L, row("a")).keyed(1L, row("x")).keyed(2L, row("a")).list());

    assertThat(names()).containsExactly("1|a");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.record().key()).isEqualTo(2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+05:30", "-08:00"})
  void storesAnInstantAsItIsWhateverTheZonesOfServerAndWorkerAre(String zone) {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, at TIMESTAMP(3) NULL, wall DATETIME(3),"
            + " made TIMESTAMP DEFAULT CURRENT_TIMESTAMP,"
            + " made_wall DATETIME DEFAULT CURRENT_TIMESTAMP)",
        "SET GLOBAL time_zone = '" + zone + "'");
    Schema schema =
        SchemaBuilder.struct()
            .field("at", Timestamp.SCHEMA)
            .field("wall", Timestamp.SCHEMA)
            .build();
    var at = new Date(1_767_225_600_123L);
    TimeZone ours = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      var task = started("insert.mode", "upsert", "db.timezone", "Asia/Kolkata");

      task.put(records().keyed(1L, new Struct(schema).put("at", at).put("wall", at)).list());
    } finally {
      TimeZone.setDefault(ours);
      database.execute("SET GLOBAL time_zone = '+00:00'");
    }

    assertThat(
            database.rows(
                "SELECT UNIX_TIMESTAMP(at), DATE_FORMAT(wall, '%Y-%m-%d %H:%i:%s'),"
                    + " made_wall = CONVERT_TZ(made, @@time_zone, '+00:00'),"
                    + " ABS(UNIX_TIMESTAMP(made) - UNIX_TIMESTAMP()) < 300 FROM t"))
        .containsExactly("1767225600.123|2026-01-01 05:30:00|1|1");
  }

  @Override
  void createTableOfTimes() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, d DATE, t3 TIME(3), t6 TIME(6), t9 TIME(6),"
            + " ts3 DATETIME(3), ts6 DATETIME(6), ts9 DATETIME(6),"
            + " zt VARCHAR(40), zts TIMESTAMP(6), iv VARCHAR(40))");
  }

  @Override
  String timesAreRight(String quote) {
    String condition =
        """
        <d> = DATE '2026-01-02' AND <t3> = TIME '10:00:00.123' \
        AND <t6> = TIME '10:00:00.123456' AND <t9> = TIME '10:00:00.123456' \
        AND <ts3> = TIMESTAMP '2026-01-02 10:00:00.123' \
        AND <ts6> = TIMESTAMP '2026-01-02 10:00:00.123456' \
        AND <ts9> = TIMESTAMP '1969-12-31 23:59:59.999999' \
        AND <zt> LIKE '10:00%' AND <zts> = TIMESTAMP '2026-01-02 10:00:00.5' \
        AND <iv> = 'P1DT2H'""";
    return condition.replace("<", quote).replace(">", quote);
  }
}
