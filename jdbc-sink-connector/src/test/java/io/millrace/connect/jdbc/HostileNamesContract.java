package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static io.millrace.connect.testkit.Records.topic;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Names of topics, fields and headers that try to be more than names: they are quoted or refused,
 * never executed, and never retried for ever.
 */
abstract class HostileNamesContract extends SinkContract {

  private static final long SEED = 20_261_123;
  private static final List<String> WRITTEN =
      List.of(
          "b INT; DROP TABLE canary; --",
          "x\"; DROP TABLE canary; --",
          "x`; DROP TABLE canary; -- x",
          "x'; DROP TABLE canary; --",
          "x]; DROP TABLE canary; --",
          "x) VALUES (1); DROP TABLE canary; --",
          "x\\",
          "\\\"; DROP TABLE canary; --",
          "x /* ? */ # ? -- ?",
          "? $1 :x {fn now()} ??",
          "x\u0000; DROP TABLE canary",
          "x\nDROP TABLE canary",
          "\ud83d\ude00",
          "\ud800",
          "\u02bc\uff02\u2019 x");
  private static final List<String> FRAGMENTS =
      List.of(
          "\"",
          "\"\"",
          "'",
          "`",
          "[",
          "]",
          "\\",
          ";",
          "--",
          "/*",
          "*/",
          "#",
          "?",
          "$$",
          "$1",
          "{",
          "}",
          "(",
          ")",
          ",",
          "=",
          "\u0000",
          "\n",
          "\u00e4",
          "\u20ac",
          "DROP TABLE canary",
          "x",
          "1");

  @BeforeEach
  void releaseTheCanary() {
    dropAllTables();
    database.execute("CREATE TABLE canary (n INT)", "INSERT INTO canary VALUES (1)");
  }

  @AfterEach
  void dropWhatTheNamesHaveMade() {
    stopTasks();
    dropAllTables();
  }

  @Test
  void quotesOrRefusesTheNamesOfFields() {
    List<String> stored = new ArrayList<>();

    hostile().filter(this::isStoredAsField).forEach(stored::add);

    assertThat(columns("t")).containsAll(stored);
    assertThat(stored).hasSizeGreaterThan(10);
    assertThatTheCanaryLives();
  }

  @Test
  void quotesTheNamesOfManyFieldsInOneStatement() {
    List<String> stored = hostile().filter(this::isStoredAsField).toList();
    Map<String, String> distinct = new TreeMap<>();
    stored.forEach(name -> distinct.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    var schema = SchemaBuilder.struct();
    distinct.values().forEach(name -> schema.field(name, SchemaBuilder.string().build()));
    var value = new Struct(schema.build());
    distinct.values().forEach(name -> value.put(name, "`\"'; DROP TABLE canary; -- \\ ?"));

    var task = started("insert.mode", "upsert");
    task.put(records().keyed(99L, value).keyed(99L, value).list());

    assertThat(task.rejected()).isEmpty();
    assertThatTheCanaryLives();
  }

  @Test
  void quotesOrRefusesTheNamesOfTopics() {
    List<String> stored =
        hostile()
            .map(name -> name.replace("\"", "").replace(".", ""))
            .filter(name -> !name.isEmpty())
            .limit(20)
            .filter(
                name ->
                    isStored(topic(name).keyed(1L, struct("a", "x")).list(), "auto.create", "true"))
            .toList();

    assertThat(stored).isNotEmpty();
    assertThatTheCanaryLives();
  }

  @Test
  void quotesOrRefusesTheNamesOfHeaders() {
    for (String name : WRITTEN.stream().filter(name -> !name.contains(",")).toList()) {
      database.execute("CREATE TABLE t (id BIGINT)");
      var headers = new ConnectHeaders().addLong(name, 1);
      Struct value = struct("id", 1L);
      var record =
          new SinkRecord("t", 0, null, null, value.schema(), value, 0, null, null, headers);

      isStored(List.of(record), "pk.mode", "record_header", "pk.fields", name);

      database.execute("DROP TABLE t");
    }

    assertThatTheCanaryLives();
  }

  @Test
  void refusesWhatIsNoWordWithoutQuotes() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, a VARCHAR(3))");

    List<String> stored =
        hostile()
            .filter(
                name ->
                    isStored(
                        records().keyed(1L, struct("a", "x", name, "y")).list(),
                        "auto.evolve",
                        "true",
                        "quote.sql.identifiers",
                        "never"))
            .toList();

    assertThat(stored).allMatch(name -> name.matches("[\\p{L}_][\\p{L}\\p{N}_$]*"));
    assertThatTheCanaryLives();
  }

  private boolean isStoredAsField(String name) {
    var schema =
        SchemaBuilder.struct().field(name, SchemaBuilder.string().optional().build()).build();
    return isStored(
        records().keyed(1L, new Struct(schema).put(name, "x")).list(),
        "insert.mode",
        "upsert",
        "auto.create",
        "true",
        "auto.evolve",
        "true");
  }

  /** Whether a new task takes the records; a refusal must be one for good. */
  private boolean isStored(List<SinkRecord> records, String... options) {
    var task = started(options);
    try {
      task.putOnce(records);
      return task.rejected().isEmpty();
    } catch (ConnectException e) {
      assertThat(e).isNotInstanceOf(RetriableException.class);
      return false;
    } finally {
      task.close();
    }
  }

  private void assertThatTheCanaryLives() {
    assertThat(database.rows("SELECT n FROM canary")).as("seed %d", SEED).containsExactly("1");
  }

  private static Stream<String> hostile() {
    var random = new Random(SEED);
    Stream<String> made =
        Stream.generate(
                () ->
                    Stream.generate(() -> FRAGMENTS.get(random.nextInt(FRAGMENTS.size())))
                        .limit(1 + random.nextInt(5))
                        .reduce("", String::concat))
            .limit(30)
            .filter(name -> name.length() < 60);
    return Stream.concat(WRITTEN.stream(), made).distinct();
  }

  private List<String> columns(String table) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(connection, table))) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        names.add(rows.getMetaData().getColumnName(i));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dropAllTables() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : tables(connection)) {
        statement.execute("DROP TABLE " + quoted(connection, table));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                null,
                new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static String quoted(Connection connection, String name) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String mark = meta.getIdentifierQuoteString();
    return mark + name.replace(mark, mark + mark) + mark;
  }
}
