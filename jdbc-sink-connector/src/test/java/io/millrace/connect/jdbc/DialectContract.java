package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records.TopicRecords;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What the sink does to every database it knows, seen in the tables. */
abstract class DialectContract extends DebeziumContract {

  @Test
  void upsertsNewKeys() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).list());

    assertThat(names()).containsExactly("1|a", "2|b");
  }

  @Test
  void keepsTheLastOfSeveralUpsertsOfAKey() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).keyed(1L, row("b")).keyed(1L, row("c")).list());

    assertThat(names()).containsExactly("1|c");
  }

  @Test
  void deletesWhatTheSameBatchHasWritten() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(records().keyed(1L, row("a")).tombstone(1L).list());

    assertThat(names()).isEmpty();
  }

  @Test
  void writesAgainWhatTheSameBatchHasDeleted() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(records().keyed(1L, row("a")).tombstone(1L).keyed(1L, row("b")).list());

    assertThat(database.rows("SELECT * FROM t")).containsExactly("1|b|null");
  }

  @Test
  void deletesTwiceWithoutError() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "delete.enabled", "true");

    task.put(records().keyed(1L, row("a")).keyed(1L, row("a")).list());
    task.put(records().startingAt(2).tombstone(1L).tombstone(1L).list());

    assertThat(names()).isEmpty();
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void deletesARowThatIsNotThere() {
    database.execute(TABLE);
    var task = started("delete.enabled", "true");

    task.put(records().tombstone(5L).list());
    task.put(records().startingAt(1).keyed(6L, row("b")).list());

    assertThat(names()).containsExactly("6|b");
  }

  @Test
  void keepsTheOrderOfInsertsAndDeletes() {
    database.execute(TABLE);
    var task = started("delete.enabled", "true");

    task.put(
        records().keyed(2L, row("x")).keyed(1L, row("x")).tombstone(1L).keyed(1L, row("y")).list());

    assertThat(names()).containsExactly("1|y", "2|x");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void reportsTombstonesWhileDeletesAreOff() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a")).tombstone(1L).list());

    assertThat(names()).containsExactly("1|a");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.record().kafkaOffset()).isEqualTo(1);
              assertThat(r.reason()).hasMessageContaining("delete.enabled");
            });
  }

  @Test
  void passesOverTombstonesWhenTold() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "behavior.on.null.values", "ignore");

    task.put(records().keyed(1L, row("a")).tombstone(1L).list());

    assertThat(names()).containsExactly("1|a");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void leavesColumnsToTheDatabaseThatItComputes() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(40), twice "
            + computed("INT", "n * 2")
            + ", n INT)");
    var task = started("insert.mode", "upsert", "auto.evolve.widen", "true");
    Schema schema =
        SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("twice", Schema.INT32_SCHEMA)
            .field("n", Schema.INT32_SCHEMA)
            .build();
    Struct value = new Struct(schema).put("name", "a").put("twice", 9).put("n", 21);

    task.put(records().keyed(1L, value).list());
    task.put(records().startingAt(1).keyed(1L, value).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, name, twice, n FROM t")).containsExactly("1|a|42|21");
  }

  /** The type of a column that is computed of others. */
  String computed(String type, String expression) {
    return type + " GENERATED ALWAYS AS (" + expression + ") STORED";
  }

  @Test
  void storesNothingOfABatchThatFailsTheTask() {
    database.execute(TABLE);
    var task =
        SinkTaskHarness.startedWithoutReporter(JdbcSinkTask::new, keyed("insert.mode", "insert"))
            .settling();
    started.add(task);

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).keyed(1L, row("b")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("t-0@1")
        .hasMessageContaining("table t")
        .hasMessageContaining(duplicateState())
        .hasMessageContaining("errors.deadletterqueue.topic.name");

    assertThat(names()).isEmpty();
  }

  @Test
  void storesNothingOfABatchThatFailsTheTaskThoughTheWorkerReportsRecords() {
    database.execute(TABLE);
    var task = started("insert.mode", "insert", "errors.tolerance", "none");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).keyed(1L, row("b")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("errors.tolerance=all");

    assertThat(names()).isEmpty();
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void setsABadRecordAsideAndStoresTheOthers() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(3), n INT NOT NULL)");
    var task = started("insert.mode", "upsert");

    task.put(
        records().keyed(1L, row("a", 1)).keyed(2L, row("b", null)).keyed(3L, row("c", 3)).list());
    task.commit();

    assertThat(names()).containsExactly("1|a", "3|c");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.record().kafkaOffset()).isEqualTo(1);
              assertThat(r.reason()).hasMessageContaining(nullState());
            });
    assertThat(task.committed("t", 0)).hasValue(3);
  }

  @Test
  void neverPrintsTheValuesOfABadRecord() {
    database.execute(tableOfShortNames());
    var task = started("insert.mode", "upsert");

    task.put(records().keyed(1L, row("a secret")).list());

    assertThat(task.rejected())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.reason().getMessage()).contains(tooLongState()).doesNotContain("secret");
              assertThat(r.reason()).hasNoCause();
            });
  }

  @Test
  void findsOneBadRecordAmongAHundred() {
    database.execute(tableOfShortNames());
    var task = started("insert.mode", "upsert");
    TopicRecords records = records();
    for (long id = 1; id <= 100; id++) {
      records.keyed(id, row(id == 50 ? "too long" : "ok"));
    }

    task.put(records.list());

    assertThat(names()).hasSize(99).doesNotContain("50|too long");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(49));
  }

  @Test
  void keysRowsByTheirPlaceInKafka() {
    var task = start(config("insert.mode", "upsert", "pk.mode", "kafka", "auto.create", "true"));

    task.put(records().value(row("a")).list());
    task.put(records().value(row("b")).list());

    assertThat(
            database.rows(
                "SELECT \"__connect_topic\", \"__connect_partition\", \"__connect_offset\", \"name\""
                    + " FROM "
                    + created()))
        .containsExactly("t|0|0|b");
  }

  @Test
  void reportsAnInsertOfAPlaceThatIsTaken() {
    var task = start(config("insert.mode", "insert", "pk.mode", "kafka", "auto.create", "true"));

    task.put(records().value(row("a")).list());
    task.put(records().value(row("b")).list());

    assertThat(database.rows("SELECT \"name\" FROM " + created())).containsExactly("a");
    assertThat(task.rejected()).hasSize(1);
  }

  @Test
  void insertsEqualRowsWithoutKey() {
    database.execute(KEYLESS);
    var task = start(config());

    task.put(records().value(row("a")).value(row("a")).value(row("a")).list());

    assertThat(database.rows("SELECT name FROM t")).containsExactly("a", "a", "a");
  }

  @Test
  void refusesAPlainKeyForTwoColumns() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "pk.fields", "a,b");

    task.put(records().keyed(7L, row("a")).list());

    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("'a,b'"));
  }

  @Test
  void usesOnlyTheNamedPartsOfAStructKey() {
    database.execute(KEYLESS, "INSERT INTO t VALUES (1, 'x', 1), (1, 'y', 2), (2, 'z', 3)");
    var task = started("delete.enabled", "true");

    task.put(records().keyed(struct("id", 3L, "other", "o"), row("n")).list());
    task.put(records().startingAt(1).tombstone(struct("id", 1L, "other", "o")).list());

    assertThat(names()).containsExactly("2|z", "3|n");
  }

  @Test
  void takesTheKeyFromAHeader() {
    database.execute(TABLE);
    var task =
        start(config("insert.mode", "upsert", "pk.mode", "record_header", "pk.fields", "id"));
    var headers = new ConnectHeaders().addLong("id", 1);

    task.put(
        List.of(
            new SinkRecord(
                "t",
                0,
                null,
                null,
                row("a").schema(),
                row("a"),
                0,
                0L,
                TimestampType.CREATE_TIME,
                headers)));

    assertThat(names()).containsExactly("1|a");
  }

  @Test
  void reportsARecordWithoutKey() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    task.put(records().value(row("a")).keyed(2L, row("b")).list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("no key"));
  }

  @Test
  void reportsAKeyPartThatIsNull() {
    database.execute(TABLE);
    var task = start(config("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id"));
    Struct noId = new Struct(struct("id", 1L, "name", "a").schema()).put("name", "a");

    task.put(records().value(noId).value(struct("id", 2L, "name", "b")).list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("Key column id"));
  }

  @Test
  void upsertsRowsThatAreNothingButAKey() {
    database.execute(TABLE);
    var task = start(config("insert.mode", "upsert", "pk.mode", "record_value"));

    task.put(records().value(struct("id", 1L)).value(struct("id", 1L)).list());
    task.put(records().startingAt(2).value(struct("id", 1L)).list());

    assertThat(names()).containsExactly("1|null");
  }

  @Test
  void neverOverwritesARowWithAnOlderOrEqualVersion() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 5), (2, 'old', 5), (3, 'old', NULL)");
    var task = started("insert.mode", "upsert", "upsert.version.field", "n");

    task.put(
        records()
            .keyed(1L, row("a", 4))
            .keyed(2L, row("b", 6))
            .keyed(3L, row("c", 1))
            .keyed(4L, row("d", 1))
            .list());
    task.put(records().startingAt(4).keyed(2L, row("e", 6)).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, name, n FROM t ORDER BY id"))
        .containsExactly("1|old|5", "2|b|6", "3|c|1", "4|d|1");
  }

  @Test
  void keepsTheHighestVersionOfABatch() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "upsert.version.field", "n");

    task.put(records().keyed(1L, row("a", 2)).keyed(1L, row("b", 9)).keyed(1L, row("c", 3)).list());

    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|b|9");
  }

  @Test
  void letsTheDatabaseOrderVersionsThatAreText() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "upsert.version.field", "name");

    task.put(records().keyed(1L, row("a", 1)).keyed(1L, row("c", 2)).keyed(1L, row("b", 3)).list());

    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|c|2");
  }

  @Test
  void deletesWhateverTheVersion() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 5)");
    var task =
        started("insert.mode", "upsert", "upsert.version.field", "n", "delete.enabled", "true");

    task.put(records().keyed(1L, row("a", 9)).tombstone(1L).keyed(1L, row("b", 2)).list());

    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|b|2");
  }

  @Test
  void reportsARecordWithoutVersion() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "upsert.version.field", "n");

    task.put(
        records().keyed(1L, row("a")).keyed(2L, struct("name", "b")).keyed(3L, row("c", 3)).list());

    assertThat(names()).containsExactly("3|c");
    assertThat(task.rejected())
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.reason()).hasMessageContaining("upsert.version.field"));
  }

  @Test
  void overwritesOnlyRowsThatDifferWhenTold() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', NULL), (3, NULL, 3)");
    var task = started("insert.mode", "upsert", "upsert.skip.unchanged", "true");

    task.put(
        records()
            .keyed(1L, row("A", 1))
            .keyed(2L, row("b", 2))
            .keyed(3L, row(null, null))
            .keyed(4L, row("d", 4))
            .list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, name, n FROM t ORDER BY id"))
        .containsExactly("1|A|1", "2|b|2", "3|null|null", "4|d|4");
  }

  @Test
  void updatesOnlyRowsThatAreThere() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "update");

    task.put(records().keyed(1L, row("a")).keyed(1L, row("b")).keyed(2L, row("c")).list());

    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|b|null");
  }

  @Test
  void insertsOnlyRowsThatAreNotThere() {
    database.execute(TABLE, "INSERT INTO t VALUES (1, 'old', 7)");
    var task = started("insert.mode", "insert_ignore");

    task.put(records().keyed(1L, row("a")).keyed(2L, row("b")).keyed(2L, row("c")).list());

    assertThat(names()).containsExactly("1|old", "2|b");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLongAlsoWhenItIgnoresKeys() {
    database.execute(tableOfShortNames());
    var task = started("insert.mode", "insert_ignore");

    task.put(records().keyed(1L, row("too long")).keyed(2L, row("b")).list());

    assertThat(names()).containsExactly("2|b");
    assertThat(task.rejected()).hasSize(1);
  }

  @Test
  void createsATableForAllTypes() {
    Struct all = allTypes();
    var task =
        start(
            config(
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_value",
                "pk.fields",
                "id",
                "auto.create",
                "true"));

    task.put(records().value(all).value(all).list());
    task.put(records().startingAt(2).value(all).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(
            database.rows(
                "SELECT \"i8\", \"i16\", \"i32\", \"f32\", \"f64\", \"flag\", \"text\","
                    + " \"amount\", \"day\", \"time\", \"missing\" FROM "
                    + created()))
        .singleElement()
        .asString()
        .matches(
            "8\\|16\\|32\\|1.5\\|2.5\\|(t|TRUE|1)\\|it's \"ä\"\\|12345678901234567890.12\\|"
                + "2026-01-02\\|10:00:00(\\.0+)?\\|null");
    assertThat(
            database.rows(
                "SELECT 1 FROM "
                    + created()
                    + " WHERE \"at\" = "
                    + instant("2026-01-01 00:00:00.123")))
        .hasSize(1);
    assertThat(columnTypes("t")).containsExactlyInAnyOrderElementsOf(typesOfAllTypes());
  }

  /** A literal for a point in time that is given in UTC. */
  String instant(String text) {
    return "TIMESTAMP WITH TIME ZONE '" + text + "+00'";
  }

  /** The SQLState of a key that is taken. */
  String duplicateState() {
    return "23505";
  }

  /** The SQLState of a null where there may be none. */
  String nullState() {
    return "23502";
  }

  /** The columns of the created table as {@code name|type|nullable}. */
  abstract List<String> typesOfAllTypes();

  /** The table of most tests, which takes no name of more than three characters. */
  String tableOfShortNames() {
    return TABLE;
  }

  /** What an error says when a name is too long. */
  String tooLongState() {
    return "22001";
  }

  @Test
  void createsNoTableFromATombstone() {
    var task = started("insert.mode", "upsert", "delete.enabled", "true", "auto.create", "true");

    task.put(records().tombstone(1L).list());
    task.put(records().startingAt(1).tombstone(1L).keyed(1L, row("a")).list());

    assertThat(database.rows("SELECT \"id\", \"name\" FROM " + created())).containsExactly("1|a");
  }

  @Test
  void addsColumnsOfANewerSchemaAmongOlderRecords() {
    var task = started("insert.mode", "upsert", "auto.create", "true", "auto.evolve", "true");

    task.put(records().keyed(1L, struct("a", "x")).list());
    task.put(
        records()
            .startingAt(1)
            .keyed(2L, struct("a", "y", "b", "z", "c", 7))
            .keyed(3L, struct("a", "older"))
            .list());

    assertThat(
            database.rows("SELECT \"id\", \"a\", \"b\", \"c\" FROM " + created() + " ORDER BY 1"))
        .containsExactly("1|x|null|null", "2|y|z|7", "3|older|null|null");
  }

  @Test
  void widensColumnsForValuesThatDoNotFit() {
    database.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(3) DEFAULT 'x' NOT NULL,"
            + " b SMALLINT)");
    var task = started("insert.mode", "upsert", "auto.evolve.widen", "true");
    String longer = "y".repeat(7);

    task.put(records().keyed(1L, struct("a", "abc", "b", 7L)).list());
    task.put(
        records()
            .startingAt(1)
            .keyed(3_000_000_000L, struct("a", longer, "b", -5_000_000_000L))
            .list());

    assertThat(database.rows("SELECT id, a, b FROM t ORDER BY 1"))
        .containsExactly("1|abc|7", "3000000000|yyyyyyy|-5000000000");
    database.execute("INSERT INTO t (id) VALUES (4)");
    assertThat(database.rows("SELECT a FROM t WHERE id = 4")).containsExactly("x");
  }

  @Test
  void widensAColumnThatAnotherHasMadeShorterMeanwhile() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, a VARCHAR(30))");
    var task = started("insert.mode", "upsert", "auto.evolve.widen", "true");
    task.put(records().keyed(1L, struct("a", "abc")).list());

    database.execute("DROP TABLE t");
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, a VARCHAR(3))");
    task.put(records().startingAt(1).keyed(2L, struct("a", "abcdefgh")).list());

    assertThat(database.rows("SELECT id, a FROM t")).containsExactly("2|abcdefgh");
  }

  @Test
  void namesTheColumnItCannotAdd() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "auto.evolve", "true");
    Schema schema =
        SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("b", Schema.STRING_SCHEMA)
            .build();
    Struct value = new Struct(schema).put("name", "a").put("b", "b");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, value).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Column b")
        .hasMessageContaining("optional");
  }

  @Test
  void namesTheColumnWhoseDefaultItCannotWrite() {
    database.execute(TABLE, "INSERT INTO t (id) VALUES (7)");
    var task = started("insert.mode", "upsert", "auto.evolve", "true");
    Schema at = Timestamp.builder().defaultValue(new Date(0)).build();
    Schema schema = SchemaBuilder.struct().field("b", at).build();
    Struct value = new Struct(schema).put("b", new Date(1));

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, value).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Column b cannot be added")
        .hasMessageContaining("default");
  }

  @Test
  void reportsFieldsThatDifferInCaseWhereColumnsDoNot() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "auto.evolve.widen", "true");

    task.put(
        records()
            .keyed(1L, struct("name", "a", "Name", "b"))
            .keyed(2L, struct("ID", 3L, "name", "b"))
            .keyed(3L, row("c"))
            .list());

    assertThat(names()).containsExactly("3|c");
    assertThat(task.rejected())
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.reason()).hasMessageContaining("same column"));
  }

  @Test
  void namesTheOptionForAMissingTable() {
    var task = started("insert.mode", "upsert");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, row("a")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Table t does not exist")
        .hasMessageContaining("auto.create");
  }

  @Test
  void namesTheOptionForAMissingColumn() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");

    assertThatThrownBy(() -> task.putOnce(records().keyed(1L, struct("other", "a")).list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("no column other")
        .hasMessageContaining("auto.evolve");
  }

  @Test
  void noticesThatOthersHaveChangedTheTable() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert");
    task.put(records().keyed(1L, row("a")).list());

    database.execute(
        "DROP TABLE t", "CREATE TABLE t (n INT, name VARCHAR(9), id BIGINT PRIMARY KEY)");
    task.put(records().startingAt(1).keyed(2L, row("b")).list());

    assertThat(names()).containsExactly("2|b");
  }

  @Test
  void storesBytes() {
    Schema schema = SchemaBuilder.struct().field("b", Schema.OPTIONAL_BYTES_SCHEMA).build();
    var task = started("insert.mode", "upsert", "auto.create", "true");

    task.put(
        records()
            .keyed(1L, new Struct(schema).put("b", new byte[] {1, 0, -1}))
            .keyed(2L, new Struct(schema).put("b", ByteBuffer.wrap(new byte[] {2, 3})))
            .keyed(3L, new Struct(schema))
            .list());

    assertThat(
            database.rows("SELECT \"id\", " + hex("\"b\"") + " FROM " + created() + " ORDER BY 1"))
        .containsExactly("1|0100ff", "2|0203", "3|null");
  }

  /** An expression for the bytes of a column in lower-case hexadecimal digits. */
  abstract String hex(String column);

  @Test
  void keepsNullWhereTheSchemaHasADefault() {
    database.execute(TABLE);
    Schema schema = defaultingTo("x");
    var task = started("insert.mode", "upsert");
    var replacing = started("insert.mode", "upsert", "replace.null.with.default", "true");

    task.put(records().keyed(1L, new Struct(schema).put("name", null)).list());
    replacing.put(records().keyed(2L, new Struct(schema).put("name", null)).list());

    assertThat(names()).containsExactly("1|null", "2|x");
  }

  @Test
  void keepsTheCaseOfQuotedNames() {
    var task =
        started("insert.mode", "upsert", "auto.create", "true", "table.name.format", "Mixed Case");

    task.put(records().keyed(1L, struct("Select", "a")).list());

    assertThat(database.rows("SELECT \"id\", \"Select\" FROM \"Mixed Case\""))
        .containsExactly("1|a");
  }

  @Test
  void leavesNamesToTheDatabaseWhenTold() {
    var task =
        started(
            "insert.mode",
            "upsert",
            "auto.create",
            "true",
            "quote.sql.identifiers",
            "never",
            "table.name.format",
            "T");

    task.put(records().keyed(1L, struct("Name", "a")).list());
    task.put(records().startingAt(1).keyed(1L, struct("Name", "b")).list());

    assertThat(database.rows("SELECT id, name FROM T")).containsExactly("1|b");
  }

  @Test
  void writesOnlyTheIncludedFields() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "field.include.list", "name");

    task.put(records().keyed(1L, struct("name", "a", "n", 7, "unknown", "u")).list());

    assertThat(database.rows("SELECT * FROM t")).containsExactly("1|a|null");
  }

  @Test
  void leavesOutTheExcludedFields() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "field.exclude.list", "un.*,n");

    task.put(records().keyed(1L, struct("name", "a", "n", 7, "unknown", "u")).list());

    assertThat(database.rows("SELECT * FROM t")).containsExactly("1|a|null");
  }

  @Test
  void writesFieldsToColumnsOfOtherNames() {
    database.execute(TABLE, "INSERT INTO t VALUES (2, 'x', 7)");
    var task =
        started(
            "insert.mode",
            "upsert",
            "delete.enabled",
            "true",
            "pk.fields",
            "Order No",
            "field.name.mapping",
            "Order No:id,customer:name,version:n",
            "upsert.version.field",
            "version");

    task.put(
        records()
            .keyed(struct("Order No", 1L), struct("customer", "a", "version", 5))
            .keyed(struct("Order No", 1L), struct("customer", "b", "version", 4))
            .tombstone(struct("Order No", 2L))
            .list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT id, name, n FROM t")).containsExactly("1|a|5");
  }

  @Test
  void reportsTwoFieldsOfOneColumn() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "field.name.mapping", "customer:name");

    task.put(records().keyed(1L, struct("customer", "a", "name", "b")).list());

    assertThat(task.rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).hasMessageContaining("field.name.mapping"));
  }

  @Test
  void writesPlainTextToItsColumn() {
    database.execute(TABLE);
    var task = started("insert.mode", "upsert", "string.output.value.column.name", "name");

    task.put(
        records()
            .add(Schema.INT64_SCHEMA, 1L, Schema.STRING_SCHEMA, "a")
            .keyed(2L, row("b"))
            .list());

    assertThat(task.rejected()).isEmpty();
    assertThat(names()).containsExactly("1|a", "2|b");
  }

  @Test
  void writesMapsByTheTypesOfTheTable() {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, amount NUMERIC(10, 2), due DATE, flag BOOLEAN,"
            + " nested "
            + jsonType()
            + ")");
    var task = start(config("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", 1);
    map.put("amount", 12.5);
    map.put("due", "2026-01-02");
    map.put("flag", true);
    map.put("nested", Map.of("a", List.of(1, "two")));

    task.put(records().value(map).list());
    task.put(records().startingAt(1).value(Map.of("id", 1L, "amount", 13)).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT * FROM t"))
        .singleElement()
        .asString()
        .matches("1\\|13(\\.00)?\\|2026-01-02\\|(t|TRUE|1)\\|\\{\"a\": ?\\[1, ?\"two\"]}");
  }

  abstract String jsonType();

  @Test
  void keepsWhatAPartialMapLeavesOut() {
    database.execute(TABLE);
    var task = start(config("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id"));

    task.put(records().value(Map.of("id", 1, "name", "a")).value(Map.of("id", 1, "n", 7)).list());

    assertThat(database.rows("SELECT * FROM t")).containsExactly("1|a|7");
  }

  @Test
  void writesTimestampsInTheZoneOfTheDatabase() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, at " + localTimestampType() + ")");
    Schema schema = SchemaBuilder.struct().field("at", Timestamp.SCHEMA).build();
    var task = started("insert.mode", "upsert", "db.timezone", "Asia/Kolkata");

    task.put(records().keyed(1L, new Struct(schema).put("at", new Date(0))).list());

    assertThat(database.rows("SELECT at FROM t"))
        .singleElement()
        .asString()
        .startsWith("1970-01-01 05:30:00");
  }

  /** The type of a date and time without zone. */
  String localTimestampType() {
    return "TIMESTAMP";
  }

  List<String> columnTypes(String table) {
    return database.rows(
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE"
            + " table_name = '"
            + table
            + "'");
  }

  private static Schema defaultingTo(String value) {
    return SchemaBuilder.struct()
        .field("name", SchemaBuilder.string().optional().defaultValue(value).build())
        .build();
  }

  private static Struct allTypes() {
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("i8", Schema.INT8_SCHEMA)
            .field("i16", Schema.INT16_SCHEMA)
            .field("i32", Schema.INT32_SCHEMA)
            .field("f32", Schema.FLOAT32_SCHEMA)
            .field("f64", Schema.FLOAT64_SCHEMA)
            .field("flag", Schema.BOOLEAN_SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .field("amount", Decimal.schema(2))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("time", Time.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("missing", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    return new Struct(schema)
        .put("id", 64L)
        .put("i8", (byte) 8)
        .put("i16", (short) 16)
        .put("i32", 32)
        .put("f32", 1.5f)
        .put("f64", 2.5)
        .put("flag", true)
        .put("text", "it's \"ä\"")
        .put("amount", new BigDecimal("12345678901234567890.12"))
        .put("day", new Date(1_767_312_000_000L))
        .put("time", new Date(36_000_000L))
        .put("at", new Date(1_767_225_600_123L));
  }
}
