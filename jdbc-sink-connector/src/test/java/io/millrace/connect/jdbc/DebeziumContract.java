package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What Debezium's records do to every database. */
abstract class DebeziumContract extends HostileNamesContract {

  private static final String MARKER = "__debezium_unavailable_value";

  @Test
  void appliesChangeEventsInTheirOrder() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(
        records()
            .keyed(1L, event("c", null, row(1, "a")))
            .keyed(1L, event("u", row(1, "a"), row(1, "b")))
            .keyed(1L, event("d", row(1, "b"), null))
            .tombstone(1L)
            .keyed(2L, event("r", null, row(2, "s")))
            .list());

    assertThat(names()).containsExactly("2|s");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void appliesChangeEventsWithoutSchema() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(
        records()
            .keyed(1L, bare("c", null, Map.of("id", 1L, "name", "a")))
            .keyed(2L, bare("c", null, Map.of("id", 2L, "name", "b")))
            .keyed(1L, bare("d", Map.of("id", 1L, "name", "a"), null))
            .list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void recognisesAnEnvelopeByItsFields() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");
    Struct event = event("c", null, row(1, "a"));
    SchemaBuilder unnamed = SchemaBuilder.struct();
    event.schema().fields().forEach(field -> unnamed.field(field.name(), field.schema()));
    Struct copy = new Struct(unnamed.build()).put("op", "c").put("after", row(1, "a"));

    task.put(records().keyed(1L, copy).list());

    assertThat(names()).containsExactly("1|a");
  }

  @Test
  void deletesByTheOldRowOfAnEvent() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7), (2, 'old', 8)");
    var task =
        start(
            config(
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_value",
                "pk.fields",
                "id",
                "delete.enabled",
                "true"));

    task.put(records().keyed("k", event("d", row(1, "old"), null)).tombstone("k").list());

    assertThat(names()).containsExactly("2|old");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void deletesRowsThatAreMarkedAsDeleted() {
    database.execute(SinkContract.TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");
    Map<String, Object> kept = Map.of("id", 3L, "name", "c", "__deleted", "false");

    task.put(
        records()
            .keyed(1L, struct("name", "a", "__deleted", "false"))
            .keyed(2L, struct("name", "b", "__deleted", "false"))
            .keyed(1L, struct("name", "a", "__deleted", "true"))
            .keyed(3L, kept)
            .list());

    assertThat(names()).containsExactly("2|b", "3|c");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void deletesByTheHeaderOfAnEvent() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7), (2, 'old', 8)");
    var task =
        start(
            config(
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_header",
                "pk.fields",
                "id",
                "delete.enabled",
                "true"));
    Struct event = event("d", row(1, "old"), null);

    task.put(
        List.of(
            new SinkRecord(
                "t",
                0,
                null,
                null,
                event.schema(),
                event,
                0,
                0L,
                TimestampType.CREATE_TIME,
                new ConnectHeaders().addLong("id", 1))));

    assertThat(names()).containsExactly("2|old");
  }

  @Test
  void reportsADeleteEventWhileDeletesAreOff() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, event("d", row(1, "old"), null)).list());

    assertThat(names()).containsExactly("1|old");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("delete event"));
  }

  @Test
  void emptiesTheTableBetweenWhatComesBeforeAndAfter() {
    database.execute(TABLE, "INSERT INTO t VALUES (9, 'old', 7)");
    var task = started("insert.mode", "upsert", "truncate.enabled", "true");

    task.put(
        records()
            .keyed(1L, event("c", null, row(1, "a")))
            .value(truncation())
            .keyed(2L, event("c", null, row(2, "b")))
            .list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void passesOverTruncationsUnlessTold() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, event("c", null, row(1, "a"))).value(truncation()).list());

    assertThat(names()).containsExactly("1|a");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void passesOverSchemaChanges() {
    var task = started("insert.mode", "upsert", "auto.create", "true");
    Struct change =
        new Struct(
                SchemaBuilder.struct()
                    .name("io.debezium.connector.mysql.SchemaChangeValue")
                    .field("ddl", Schema.STRING_SCHEMA)
                    .build())
            .put("ddl", "DROP TABLE x");
    Map<String, Object> bare = Map.of("source", Map.of(), "ddl", "x", "tableChanges", List.of());

    task.put(records().keyed(1L, change).keyed(1L, bare).list());
    task.commit();

    assertThat(task.rejected()).isEmpty();
    assertThat(task.committed("t", 0)).hasValue(2);
  }

  @Test
  void leavesAColumnAloneWhoseValueIsNotAvailable() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(40), n INT)");
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, event("c", null, row(1, "large"))).list());
    task.put(
        records()
            .startingAt(1)
            .keyed(1L, event("u", null, row(1, MARKER).put("n", 5)))
            .keyed(2L, event("c", null, row(2, "b")))
            .keyed(2L, event("u", null, row(2, MARKER).put("n", 6)))
            .list());

    assertThat(database.rows("SELECT id, name, n FROM t ORDER BY id"))
        .containsExactly("1|large|5", "2|b|6");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void leavesAListAloneWhoseElementsAreNotAvailable() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, texts "
            + arrayOf("TEXT")
            + ", parts "
            + arrayOf("BYTEA")
            + ", ids "
            + arrayOf("UUID")
            + ", ints "
            + arrayOf("INT")
            + ", longs "
            + arrayOf("BIGINT")
            + ", days "
            + arrayOf("DATE")
            + ", n INT)");
    byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
    String id = UUID.nameUUIDFromBytes(marker).toString();
    List<Integer> numbers = MARKER.chars().boxed().toList();
    List<Long> longs = MARKER.chars().asLongStream().boxed().toList();
    String other = "0b7d1c0e-8a4b-4a4e-9d1f-0a5a7c1d2e3f";
    var task = started("insert.mode", "upsert");
    String lists = "SELECT texts, parts, ids, ints, longs, days FROM t";

    task.put(
        records()
            .keyed(1L, lists(1, List.of("a", "b"), new byte[] {1}, other, List.of(7), List.of(8L)))
            .list());
    List<String> before = database.rows(lists);
    task.put(
        records()
            .startingAt(1)
            .keyed(1L, lists(2, List.of(MARKER), marker, id, numbers, longs))
            .list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT n FROM t")).containsExactly("2");
    assertThat(database.rows(lists)).isEqualTo(before);
  }

  /** The type of a column for lists of a type, which is a text where there are no arrays. */
  String arrayOf(String type) {
    return "VARCHAR(400)";
  }

  private static Struct lists(
      int n, List<String> texts, byte[] part, String id, List<Integer> ints, List<Long> longs) {
    Schema uuid = SchemaBuilder.string().name("io.debezium.data.Uuid").build();
    Schema schema =
        SchemaBuilder.struct()
            .field("texts", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field("parts", SchemaBuilder.array(Schema.BYTES_SCHEMA).build())
            .field("ids", SchemaBuilder.array(uuid).build())
            .field("ints", SchemaBuilder.array(Schema.INT32_SCHEMA).build())
            .field("longs", SchemaBuilder.array(Schema.INT64_SCHEMA).build())
            .field("days", SchemaBuilder.array(time("Date", Schema.Type.INT32)).build())
            .field("n", Schema.INT32_SCHEMA)
            .optional()
            .build();
    Struct row =
        new Struct(schema)
            .put("texts", texts)
            .put("parts", List.of(ByteBuffer.wrap(part)))
            .put("ids", List.of(id))
            .put("ints", ints)
            .put("longs", longs)
            .put("days", ints)
            .put("n", n);
    return event("u", null, row);
  }

  @Test
  void keepsTheNullOfAnEventWhereTheSchemaHasADefault() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "replace.null.with.default", "true");
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", SchemaBuilder.string().optional().defaultValue("x").build())
            .optional()
            .build();
    Struct after = new Struct(schema).put("id", 1L).put("name", null);

    task.put(records().keyed(1L, event("c", null, after)).list());

    assertThat(names()).containsExactly("1|null");
  }

  @Test
  void refusesOtherRecordsWhenToldToExpectEvents() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "record.format", "debezium");

    task.put(records().keyed(1L, row("a")).keyed(2L, event("c", null, row(2, "b"))).list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("record.format=auto"));
  }

  @Test
  void storesDatesAndTimesAsTheyWere() {
    createTableOfTimes();
    var task = started("insert.mode", "upsert", "db.timezone", "Asia/Kolkata");

    task.put(records().keyed(1L, event("c", null, times())).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id FROM t WHERE " + timesAreRight(""))).containsExactly("1");
  }

  @Test
  void createsColumnsForDatesAndTimes() {
    var task = started("insert.mode", "upsert", "auto.create", "true");

    task.put(records().keyed(1L, event("c", null, times())).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT \"id\" FROM " + created() + " WHERE " + timesAreRight("\"")))
        .containsExactly("1");
  }

  void createTableOfTimes() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, d DATE, t3 TIME(3), t6 TIME(6), t9 TIME(6),"
            + " ts3 TIMESTAMP(3), ts6 TIMESTAMP(6), ts9 TIMESTAMP(6),"
            + " zt TIME WITH TIME ZONE, zts TIMESTAMP WITH TIME ZONE, iv VARCHAR(40))");
  }

  /** A condition that holds if the columns have the values of {@link #times}. */
  String timesAreRight(String quote) {
    String condition =
        """
        <d> = DATE '2026-01-02' AND <t3> = TIME '10:00:00.123' \
        AND <t6> = TIME '10:00:00.123456' AND <t9> = TIME '10:00:00.123456' \
        AND <ts3> = TIMESTAMP '2026-01-02 10:00:00.123' \
        AND <ts6> = TIMESTAMP '2026-01-02 10:00:00.123456' \
        AND <ts9> = TIMESTAMP '1969-12-31 23:59:59.999999' \
        AND <zt> = TIME WITH TIME ZONE '10:00:00+00' \
        AND <zts> = TIMESTAMP WITH TIME ZONE '2026-01-02 10:00:00.5+00' \
        AND <iv> = 'P1DT2H'""";
    return condition.replace("<", quote).replace(">", quote);
  }

  private static Struct times() {
    long day = 20_455;
    long micros = 36_000_123_456L;
    long second = day * 86_400 + 36_000;
    Schema schema =
        SchemaBuilder.struct()
            .field("d", time("Date", Schema.Type.INT32))
            .field("t3", time("Time", Schema.Type.INT32))
            .field("t6", time("MicroTime", Schema.Type.INT64))
            .field("t9", time("NanoTime", Schema.Type.INT64))
            .field("ts3", time("Timestamp", Schema.Type.INT64))
            .field("ts6", time("MicroTimestamp", Schema.Type.INT64))
            .field("ts9", time("NanoTimestamp", Schema.Type.INT64))
            .field("zt", time("ZonedTime", Schema.Type.STRING))
            .field("zts", time("ZonedTimestamp", Schema.Type.STRING))
            .field("iv", time("Interval", Schema.Type.STRING))
            .optional()
            .build();
    return new Struct(schema)
        .put("d", (int) day)
        .put("t3", 36_000_123)
        .put("t6", micros)
        .put("t9", micros * 1000)
        .put("ts3", second * 1000 + 123)
        .put("ts6", second * 1_000_000 + 123_456)
        .put("ts9", -1_000L)
        .put("zt", "10:00:00Z")
        .put("zts", "2026-01-02T12:00:00.5+02:00")
        .put("iv", "P1DT2H");
  }

  private static Schema time(String name, Schema.Type type) {
    return new SchemaBuilder(type).name("io.debezium.time." + name).version(1).optional().build();
  }

  static Struct row(long id, String name) {
    Schema schema =
        SchemaBuilder.struct()
            .name("server.db.t.Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("n", Schema.OPTIONAL_INT32_SCHEMA)
            .optional()
            .build();
    return new Struct(schema).put("id", id).put("name", name);
  }

  static Struct event(String operation, Struct before, Struct after) {
    Schema row = (before == null ? after : before).schema();
    Schema schema =
        SchemaBuilder.struct()
            .name("server.db.t.Envelope")
            .field("before", row)
            .field("after", row)
            .field("source", struct("db", "db").schema())
            .field("op", Schema.STRING_SCHEMA)
            .build();
    return new Struct(schema)
        .put("before", before)
        .put("after", after)
        .put("source", struct("db", "db"))
        .put("op", operation);
  }

  static Struct truncation() {
    return event("t", row(1, ""), null).put("before", null);
  }

  private static Map<String, Object> bare(String operation, Map<?, ?> before, Map<?, ?> after) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("before", before);
    event.put("after", after);
    event.put("source", Map.of("db", "db"));
    event.put("op", operation);
    return event;
  }
}
