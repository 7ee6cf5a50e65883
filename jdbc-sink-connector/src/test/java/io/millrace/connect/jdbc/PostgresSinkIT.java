package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract in a PostgreSQL server, with what only PostgreSQL has. */
class PostgresSinkIT extends DialectContract {

  private static final String ID = "0b7d1c0e-8a4b-4a4e-9d1f-0a5a7c1d2e3f";
  private static final Schema UUID_SCHEMA = named("data.Uuid", SchemaBuilder.string());
  private static final Struct DEBEZIUM_TYPES = debeziumTypes();
  private static final Schema NUMBER =
      SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();
  private static final int MANY = 200; // enough for a bulk load

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

  @Override
  List<String> typesOfAllTypes() {
    return List.of(
        "id|bigint|NO",
        "i8|smallint|NO",
        "i16|smallint|NO",
        "i32|integer|NO",
        "f32|real|NO",
        "f64|double precision|NO",
        "flag|boolean|NO",
        "text|text|NO",
        "amount|numeric|NO",
        "day|date|NO",
        "time|time without time zone|NO",
        "at|timestamp with time zone|NO",
        "missing|text|YES");
  }

  @Override
  String hex(String column) {
    return "encode(" + column + ", 'hex')";
  }

  @Override
  String jsonType() {
    return "JSONB";
  }

  @Override
  String arrayOf(String type) {
    return type + "[]";
  }

  @Test
  void castsTextToTheTypesOfItsColumns() {
    database.execute(
        "CREATE EXTENSION IF NOT EXISTS ltree",
        "DROP TYPE IF EXISTS \"Mood\" CASCADE",
        "CREATE TYPE \"Mood\" AS ENUM ('happy', 'sad')",
        "CREATE TABLE t (id uuid PRIMARY KEY, j json, jb jsonb, m \"Mood\", i inet, l ltree,"
            + " z timestamptz, b bit(3), c char(3), a int[])");
    String id = "0b7d1c0e-8a4b-4a4e-9d1f-0a5a7c1d2e3f";
    var task = started("insert.mode", "upsert", "delete.enabled", "true");
    var full =
        struct(
            "j",
            "{\"a\":1}",
            "jb",
            "{\"b\": 2}",
            "m",
            "sad",
            "i",
            "10.0.0.1",
            "l",
            "top.sub",
            "z",
            "2026-01-01T00:00:00Z",
            "b",
            "101",
            "c",
            "xyz",
            "a",
            "{1,2}");
    var empty = new Struct(full.schema());

    task.put(
        records()
            .keyed(id, full)
            .keyed(id.replace('0', '1'), empty)
            .keyed(id.replace('0', '2'), full)
            .list());
    task.put(records().startingAt(3).tombstone(id.replace('0', '2')).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(
            database.rows(
                "SELECT j, jb, m, i, l, z = '2026-01-01T00:00:00Z', b, c, a FROM t ORDER BY id"))
        .containsExactly(
            "{\"a\":1}|{\"b\": 2}|sad|10.0.0.1|top.sub|t|101|xyz|{1,2}",
            "null|null|null|null|null|null|null|null|null");
  }

  @Test
  void refusesTextThatIsTooLongForCharAndBit() {
    database.execute("CREATE TABLE t (id bigint PRIMARY KEY, b bit(3), c char(3))");
    var task = started("insert.mode", "upsert");

    task.put(
        records()
            .keyed(1L, struct("b", "1010", "c", "x"))
            .keyed(2L, struct("b", "101", "c", "wxyz"))
            .keyed(3L, struct("b", "101", "c", "xyz"))
            .list());

    assertThat(database.rows("SELECT id, b, c FROM t")).containsExactly("3|101|xyz");
    assertThat(task.rejected()).hasSize(2);
  }

  @Test
  void storesTheTypesOfDebeziumInTheirColumns() {
    database.execute(
        "CREATE TABLE t (id uuid PRIMARY KEY, j jsonb, x xml, b bit(10), b1 bool, n numeric,"
            + " iv interval)");
    var task = started("insert.mode", "upsert");

    task.put(records().add(UUID_SCHEMA, ID, DEBEZIUM_TYPES.schema(), DEBEZIUM_TYPES).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, j, x, b, b1, n, iv FROM t"))
        .containsExactly(ID + "|{\"a\": 1}|<a/>|1000000011|t|1.50|1 day 02:00:00");
  }

  @Test
  void createsColumnsForTheTypesOfDebezium() {
    var task = started("insert.mode", "upsert", "auto.create", "true");

    task.put(records().add(UUID_SCHEMA, ID, DEBEZIUM_TYPES.schema(), DEBEZIUM_TYPES).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, j, x, b, b1, n, iv FROM t"))
        .containsExactly(ID + "|{\"a\": 1}|<a/>|1000000011|1|1.50|P1DT2H");
    assertThat(
            database.rows(
                "SELECT string_agg(data_type, ',' ORDER BY ordinal_position)"
                    + " FROM information_schema.columns WHERE table_name = 't'"))
        .containsExactly("uuid,jsonb,xml,bit varying,bit varying,numeric,text");
  }

  @Test
  void storesListsOfAllTypesInArrays() {
    database.execute(
        "CREATE TABLE t (id bigint PRIMARY KEY, b bytea[], at timestamp[], d date[], h time[],"
            + " j jsonb[], js jsonb)");
    Schema part = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("b", SchemaBuilder.array(Schema.OPTIONAL_BYTES_SCHEMA).build())
            .field("at", SchemaBuilder.array(Timestamp.SCHEMA).build())
            .field("d", SchemaBuilder.array(Date.SCHEMA).build())
            .field("h", SchemaBuilder.array(Time.SCHEMA).build())
            .field("j", SchemaBuilder.array(part).build())
            .field("js", SchemaBuilder.array(Date.SCHEMA).build())
            .build();
    var day = new java.util.Date(86_400_000);
    Struct value =
        new Struct(schema)
            .put("b", Arrays.asList(new byte[] {1, -1}, ByteBuffer.wrap(new byte[] {2}), null))
            .put("at", List.of(new java.util.Date(1_767_225_600_123L)))
            .put("d", List.of(day))
            .put("h", List.of(new java.util.Date(3_600_123)))
            .put("j", List.of(new Struct(part).put("a", "x\"y")))
            .put("js", List.of(day));
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, value).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT b, at, d, h, j[1] ->> 'a', js FROM t"))
        .containsExactly(
            "{\"\\\\x01ff\",\"\\\\x02\",NULL}|{\"2026-01-01 00:00:00.123\"}|{1970-01-02}"
                + "|{01:00:00.123}|x\"y|[\"1970-01-02\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "double precision", "numeric", "text"})
  void noticesThatAColumnHasAnotherType(String type) {
    database.execute("CREATE TABLE t (id bigint PRIMARY KEY, n bigint)");
    var task = started("insert.mode", "upsert");
    task.put(manyRows(0));

    database.execute("ALTER TABLE t ALTER n TYPE " + type);
    task.put(manyRows(MANY));

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT count(*), sum(n::bigint - id) FROM t"))
        .containsExactly(2 * MANY + "|0");
  }

  @Test
  void storesWhatAColumnTakesSinceItWasWidened() {
    database.execute("CREATE TABLE t (id bigint PRIMARY KEY, n int)");
    var task = started("insert.mode", "upsert");
    task.put(manyRows(0));

    database.execute("ALTER TABLE t ALTER n TYPE bigint");
    task.put(records().startingAt(MANY).keyed(-1L, number(3_000_000_000L)).list());
    task.put(manyRows(MANY + 1));

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT n FROM t WHERE id = -1")).containsExactly("3000000000");
    assertThat(database.rows("SELECT count(*) FROM t")).containsExactly(2 * MANY + 1 + "");
  }

  private static List<SinkRecord> manyRows(int first) {
    Records.TopicRecords rows = records().startingAt(first);
    for (long id = first; id < first + MANY; id++) {
      rows.keyed(id, number(id));
    }
    return rows.list();
  }

  private static Struct number(long n) {
    return new Struct(NUMBER).put("n", n);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unnest", "copy", "values"})
  void storesListsOfTimesInTheZoneOfTheDatabase(String method) {
    database.execute(
        "CREATE TABLE t (id bigint PRIMARY KEY, at timestamp[], z timestamptz[], t text[],"
            + " one timestamp)");
    Schema times = SchemaBuilder.array(Timestamp.SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("at", times)
            .field("z", times)
            .field("t", times)
            .field("one", Timestamp.SCHEMA)
            .build();
    var begin = new java.util.Date(0);
    Struct value =
        new Struct(schema)
            .put("at", List.of(begin))
            .put("z", List.of(begin))
            .put("t", List.of(begin))
            .put("one", begin);
    var task =
        started("insert.mode", "upsert", "db.timezone", "Asia/Kolkata", "write.method", method);

    task.put(records().keyed(1L, value).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(
            database.rows(
                "SELECT at[1], z[1] = to_timestamp(0), t[1]::timestamptz = to_timestamp(0),"
                    + " at[1] = one FROM t"))
        .containsExactly("1970-01-01 05:30:00|t|t|t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unnest", "copy", "values"})
  void storesTimesFarAwayAndWithoutEnd(String method) {
    database.execute(
        "CREATE TABLE t (id bigint PRIMARY KEY, at timestamp, z timestamptz, d date, iv interval,"
            + " n bigint)");
    Schema micros = named("time.MicroTimestamp", SchemaBuilder.int64());
    Schema span = named("time.MicroDuration", SchemaBuilder.int64());
    Schema schema =
        SchemaBuilder.struct()
            .field("at", micros)
            .field("z", Timestamp.builder().optional().build())
            .field("d", named("time.Date", SchemaBuilder.int32()))
            .field("iv", span)
            .field("n", span)
            .build();
    var task = started("insert.mode", "upsert", "write.method", method);
    long secondsBc = -1_000_000L * 86_400;

    task.put(
        records()
            .keyed(1L, new Struct(schema).put("at", 9_223_372_036_825_200_000L).put("d", 3_660_000))
            .keyed(
                2L, new Struct(schema).put("at", -9_223_372_036_832_400_000L).put("d", -1_000_000))
            .keyed(
                3L,
                new Struct(schema)
                    .put("at", secondsBc * 1_000_000)
                    .put("z", new java.util.Date(secondsBc * 1000))
                    .put("iv", 3_600_500_000L)
                    .put("n", 3_600_500_000L))
            .list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT at, z AT TIME ZONE 'UTC', d, iv::text, n FROM t ORDER BY id"))
        .containsExactly(
            "infinity|null|11990-09-28|null|null",
            "-infinity|null|0769-02-04 BC|null|null",
            "0769-02-04 00:00:00 BC|0769-02-04 00:00:00 BC|null|01:00:00.5|3600500000");
  }

  @Test
  void takesNoTypeForAnArrayBecauseOfItsName() {
    database.execute(
        "DROP TYPE IF EXISTS _state CASCADE",
        "CREATE TYPE _state AS ENUM ('new', '[1]')",
        "CREATE TABLE t (id bigint PRIMARY KEY, s _state)");
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, struct("s", "new")).keyed(2L, struct("s", "[1]")).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, s FROM t")).containsExactly("1|new", "2|[1]");
  }

  @Test
  void reportsATextThatItsTypeCannotRead() {
    database.execute(
        "CREATE EXTENSION IF NOT EXISTS ltree", "CREATE TABLE t (id bigint PRIMARY KEY, l ltree)");
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, struct("l", "a b!")).keyed(2L, struct("l", "a.b")).list());

    assertThat(database.rows("SELECT id, l FROM t")).containsExactly("2|a.b");
    assertThat(task.rejected()).hasSize(1);
  }

  @Test
  void deletesARowByAKeyThatOnlyTheDatabaseTakesForTheSame() {
    database.execute(
        "CREATE EXTENSION IF NOT EXISTS citext",
        "CREATE TABLE t (id citext PRIMARY KEY, name text, n int)");
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(records().keyed("A", row("x")).tombstone("a").keyed("b", row("y")).list());

    assertThat(names()).containsExactly("b|y");
  }

  private static Struct debeziumTypes() {
    Schema decimal =
        SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .optional()
            .build();
    Schema schema =
        SchemaBuilder.struct()
            .field("j", named("data.Json", SchemaBuilder.string()))
            .field("x", named("data.Xml", SchemaBuilder.string()))
            .field("b", named("data.Bits", SchemaBuilder.bytes().parameter("length", "10")))
            .field("b1", named("data.Bits", SchemaBuilder.bytes().parameter("length", "1")))
            .field("n", decimal)
            .field("iv", named("time.Interval", SchemaBuilder.string()))
            .build();
    return new Struct(schema)
        .put("j", "{\"a\":1}")
        .put("x", "<a/>")
        .put("b", new byte[] {3, 2})
        .put("b1", new byte[] {1})
        .put("n", new Struct(decimal).put("scale", 2).put("value", new byte[] {0, -106}))
        .put("iv", "P1DT2H");
  }

  private static Schema named(String name, SchemaBuilder builder) {
    return builder.name("io.debezium." + name).optional().build();
  }

  @Test
  void keepsTheKeyOfTheRecordInAnIdentityColumn() {
    database.execute(
        "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, n int)");
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(7L, row("a")).keyed(7L, row("b")).list());
    task.put(records().startingAt(2).keyed(7L, row("c")).list());

    assertThat(names()).containsExactly("7|c");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void makesNoNewVersionOfARowThatDoesNotChange() {
    database.execute(
        "CREATE TABLE t (id bigint PRIMARY KEY, name text, n int, j json, x xml, p point)");
    Struct same = struct("name", "a", "n", 7, "j", "{\"a\": 1}", "x", "<a/>", "p", "(1,2)");
    var task = started("insert.mode", "upsert", "upsert.skip.unchanged", "true");
    String version = "SELECT xmin, ctid FROM t";

    task.put(records().keyed(1L, same).list());
    List<String> before = database.rows(version);
    task.put(records().startingAt(1).keyed(1L, same).list());
    List<String> afterTheSame = database.rows(version);
    task.put(records().startingAt(2).keyed(1L, same.put("p", "(1,3)")).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(afterTheSame).isEqualTo(before);
    assertThat(database.rows(version)).isNotEqualTo(before);
  }

  @Test
  void saysWhichIndexAnUpsertNeeds() {
    database.execute(KEYLESS);
    var task = started("insert.mode", "upsert");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("primary key or unique index");
  }

  @Test
  void saysWhichColumnItCannotWidenAndWhy() {
    database.execute(TABLE, "CREATE VIEW names AS SELECT name FROM t");
    var task = started("insert.mode", "upsert", "auto.evolve.widen", "true");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("much longer")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Widening column name of table t failed")
        .hasMessageContaining("used by a view");
    database.execute("DROP VIEW names");
  }

  @Test
  void runsTheStatementThatEveryConnectionBeginsWith() {
    database.execute(
        "DROP SCHEMA IF EXISTS other CASCADE",
        "CREATE SCHEMA other",
        "CREATE TABLE other.t (id bigint PRIMARY KEY, name text, n int)");
    var task =
        started("insert.mode", "upsert", "connection.init.sql", "SET search_path = other, public");

    task.put(records().keyed(1L, row("a")).list());

    assertThat(database.rows("SELECT id, name FROM other.t")).containsExactly("1|a");
  }

  @Test
  void findsATableInALaterSchemaOfTheSearchPath() {
    database.execute(
        "DROP SCHEMA IF EXISTS other CASCADE",
        "CREATE SCHEMA other",
        "CREATE TABLE t (id bigint PRIMARY KEY, name text, n int)");
    var task =
        started(
            "insert.mode", "upsert",
            "auto.create", "true",
            "connection.init.sql", "SET search_path = other, public");

    task.put(records().keyed(1L, row("a")).list());

    assertThat(database.rows("SELECT id, name FROM public.t")).containsExactly("1|a");
    assertThat(database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'other'"))
        .containsExactly("0");
  }

  @Test
  void writesToTheSchemaInTheName() {
    database.execute(
        "DROP SCHEMA IF EXISTS other CASCADE",
        "CREATE SCHEMA other",
        "CREATE TABLE other.t (id bigint PRIMARY KEY, name text, n int)");
    var task = started("insert.mode", "upsert", "table.name.format", "other.${topic}");

    task.put(records().keyed(1L, row("a")).list());

    assertThat(database.rows("SELECT id, name FROM other.t")).containsExactly("1|a");
  }
}
