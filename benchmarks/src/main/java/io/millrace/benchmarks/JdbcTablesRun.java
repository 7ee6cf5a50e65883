package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.ConnectApi;
import io.millrace.quickstart.stack.Stack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Rows of JSON with schemas by turns into tables, from as many topics that are complete; or, for
 * what Connect can do, by the same connector with a transform that drops every record.
 */
final class JdbcTablesRun implements Contender {

  /** What the measured rows go into. */
  enum Start {
    /** Tables the connector has written a row of each schema into; the clock runs from a pause. */
    KNOWN,
    /** Tables the connector has not seen; the clock runs from its creation. */
    NEW
  }

  /** Who takes the records from Connect. */
  enum Taker {
    OURS,
    NOBODY
  }

  /** What the rows are spread over. */
  enum Spread {
    ONE_TABLE("1 table", 1, 1),
    MANY_TABLES("1,000 tables", 1000, 1),
    MANY_SCHEMAS("200 schemas", 1, 200);

    private final String text;
    private final int tables;
    private final int schemas;

    /**
     * Rows that go to the tables by turns.
     *
     * @param schemas which the rows of a table have by turns
     */
    Spread(String text, int tables, int schemas) {
      this.text = text;
      this.tables = tables;
      this.schemas = schemas;
    }

    /** How many records have every schema in every table once. */
    long versions() {
      return (long) tables * schemas;
    }

    String value(long number) {
      long version = number / tables % schemas;
      return SHAPE
          .json(number)
          .replaceFirst("\"type\"", "\"version\":" + (version + 1) + ",\"type\"");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final RowShape SHAPE = RowShape.NARROW;

  private final Stack.Running stack;
  private final WorkerBeans beans;
  private final Spread spread;
  private final Start start;
  private final Taker taker;

  JdbcTablesRun(Stack.Running stack, WorkerBeans beans, Spread spread, Start start, Taker taker) {
    this.stack = stack;
    this.beans = beans;
    this.spread = spread;
    this.start = start;
    this.taker = taker;
  }

  @Override
  public String name() {
    return "%s, %s, %s"
        .formatted(
            spread,
            start == Start.KNOWN ? "known" : "new",
            taker == Taker.OURS ? "ours" : "Connect alone");
  }

  /** About how many bytes a record has. */
  static int width() {
    return SHAPE.json(0).length();
  }

  @Override
  public Measurement run(Input input) throws SQLException {
    String connector = "tables" + System.nanoTime();
    // They are called like the topics.
    List<String> tables =
        IntStream.range(0, spread.tables).mapToObj(i -> connector + "_" + i).toList();
    var topics = new Topics(stack.broker().bootstrapServers());
    topics.createSmall(tables);
    try (Connection connection = stack.postgres().connect()) {
      for (String table : tables) {
        execute(connection, SHAPE.createTable(table));
      }
      Measurement measurement = measured(input, connector, tables, connection);
      for (String table : tables) {
        execute(connection, "DROP TABLE " + table);
      }
      return measurement;
    } finally {
      topics.delete(tables);
    }
  }

  private Measurement measured(
      Input input, String connector, List<String> tables, Connection connection)
      throws SQLException {
    long first = start == Start.KNOWN ? spread.versions() : 0;
    fill(tables, 0, start == Start.KNOWN ? first : input.lines());
    execute(connection, "CHECKPOINT");
    ConnectApi worker = stack.worker().api();
    Meter meter = Meter.started(stack);
    worker.put(connector, config(tables));
    try {
      if (start == Start.KNOWN) {
        await(connector, tables, connection, first);
        worker.pause(connector);
        Await.until("The pause", PATIENCE, () -> worker.isPaused(connector));
        fill(tables, first, input.lines());
        execute(connection, "CHECKPOINT");
        meter = Meter.started(stack);
        worker.resume(connector);
      }
      await(connector, tables, connection, input.lines());
      Measurement measurement =
          meter.measurement(name(), new Input(input.lines() - first, input.width()));
      check(tables, connection, taker == Taker.OURS ? input.lines() : 0);
      System.out.printf("%s: %d MB live in the worker%n", name(), beans.liveMegabytes());
      return measurement;
    } finally {
      worker.delete(connector);
    }
  }

  private Map<String, String> config(List<String> topics) {
    var sinks = new JdbcSinks(stack.postgres());
    Map<String, String> config = JdbcSinks.readingJson(sinks.ours("upsert"));
    config.putAll(TunedClients.CONSUMER);
    config.put("tasks.max", "1");
    config.put("topics", String.join(",", topics));
    if (taker == Taker.NOBODY) {
      config.put("transforms", "drop");
      config.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    }
    return config;
  }

  // Rows belong to the tables by turns, and come topic by topic, so that batches are full.
  private void fill(List<String> topics, long first, long end) {
    long ofEach = (end - first) / topics.size();
    FilledTopic.fill(
        stack.broker().bootstrapServers(),
        ofEach * topics.size(),
        new StringSerializer(),
        number -> {
          int topic = (int) (number / ofEach);
          long row = first + number % ofEach * topics.size() + topic;
          return new ProducerRecord<>(topics.get(topic), spread.value(row));
        });
  }

  private void await(String connector, List<String> tables, Connection connection, long count) {
    if (taker == Taker.NOBODY) {
      Await.until("The last record", PATIENCE, () -> beans.recordsRead(connector) >= count);
      return;
    }
    Deque<Last> incomplete = lastRows(tables, count);
    Await.until("The last row", PATIENCE, () -> areComplete(connection, incomplete));
  }

  // The rows of a table come in their order, so its last one is enough.
  private static boolean areComplete(Connection connection, Deque<Last> incomplete) {
    try (Statement statement = connection.createStatement()) {
      while (!incomplete.isEmpty()) {
        try (ResultSet row = statement.executeQuery(incomplete.element().query())) {
          if (!row.next()) {
            return false;
          }
        }
        incomplete.remove();
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Deque<Last> lastRows(List<String> tables, long count) {
    Deque<Last> last = new ArrayDeque<>();
    for (String table : tables) {
      last.add(new Last(table, count - tables.size() + last.size()));
    }
    return last;
  }

  private static void check(List<String> tables, Connection connection, long expected)
      throws SQLException {
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
          row.next();
          count += row.getLong(1);
        }
      }
    }
    if (count != expected) {
      throw new IllegalStateException(count + " rows instead of " + expected);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The last row of a table. */
  private record Last(String table, long id) {

    String query() {
      return "SELECT 1 FROM " + table + " WHERE id = " + id;
    }
  }
}
