package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What many tables and many schemas cost the JDBC sink: the same rows into one table and into a
 * thousand, by one schema and by two hundred in turns. Prints a Markdown table.
 */
final class JdbcTablesBenchmark {

  private static final int ROWS = 2_000_000;
  private static final int TABLES = 1000;
  private static final int SCHEMAS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final RowShape SHAPE = RowShape.NARROW;

  private final Stack.Running stack;
  private final JdbcSinks sinks;
  private final long rows;

  private JdbcTablesBenchmark(Stack.Running stack, Scale scale) {
    this.stack = stack;
    this.sinks = new JdbcSinks(stack.postgres());
    this.rows = scale.of(ROWS, 0).lines();
  }

  static void run(Scale scale) throws IOException, SQLException {
    Installation installation = Installation.current();
    WorkerSetup tracking = WorkerSetup.THROUGHPUT;
    for (WorkerSetup setup : List.of(tracking, tracking.withoutTopicTracking())) {
      try (var stack = Stack.started(installation, Ports.free(0, 0, 0), setup)) {
        System.out.printf("%ntopic.tracking.enable=%s%n%n", setup.topicTracking());
        new JdbcTablesBenchmark(stack, scale).run();
      }
    }
  }

  private void run() throws SQLException {
    System.out.println("| Tables | Schemas | Rows/s | of new tables | Peak MB, worker so far |");
    System.out.println("|---:|---:|---:|---:|---:|");
    measure("warm", 1, 1);
    measure("one", 1, 1);
    measure("many", TABLES, 1);
    measure("again", TABLES, 1);
    measure("versions", 1, SCHEMAS);
  }

  /**
   * Measures twice: with tables the connector has seen, from the end of a pause on, and with new
   * ones, from its creation on.
   */
  private void measure(String name, int tables, int schemas) throws SQLException {
    double known = rate(name + "_known", tables, schemas, (long) tables * schemas);
    double fresh = rate(name + "_new", tables, schemas, 0);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %,.0f | %,.0f | %,d |%n",
        tables,
        schemas,
        known,
        fresh,
        Cost.of(stack.worker().pid()).peakMegabytes());
  }

  /**
   * Rows per second until all are there.
   *
   * @param before how many rows are written before the clock runs
   */
  private double rate(String name, int tables, int schemas, long before) throws SQLException {
    List<String> names = IntStream.range(0, tables).mapToObj(i -> name + "_" + i).toList();
    LongFunction<String> values = number -> versioned(number, number / tables % schemas);
    CountingConsumer.createTopics(stack.broker().bootstrapServers(), names);
    create(names);
    try (Connection connection = stack.postgres().connect()) {
      if (before > 0) {
        fill(names, 0, before, values);
        stack.worker().api().put(name, config(names));
        await(connection, names, before);
        stack.worker().api().pause(name);
        Await.until("The pause", PATIENCE, () -> stack.worker().api().isPaused(name));
      }
      fill(names, before, rows, values);
      long begun = System.nanoTime();
      if (before > 0) {
        stack.worker().api().resume(name);
      } else {
        stack.worker().api().put(name, config(names));
      }
      await(connection, names, rows);
      double seconds = (System.nanoTime() - begun) / 1e9;
      compare(connection, names);
      return (rows - before) / seconds;
    } finally {
      stack.worker().api().delete(name);
    }
  }

  private Map<String, String> config(List<String> topics) {
    Map<String, String> config = JdbcSinks.readingJson(sinks.ours("upsert"));
    config.putAll(TunedClients.CONSUMER);
    config.put("tasks.max", "1");
    config.put("topics", String.join(",", topics));
    return config;
  }

  private void await(Connection connection, List<String> tables, long count) {
    Deque<Last> incomplete = lastRows(tables, count);
    Await.until("The last row", PATIENCE, () -> areComplete(connection, incomplete));
  }

  // The rows of a table come in their order, so its last one is enough.
  private boolean areComplete(Connection connection, Deque<Last> incomplete) {
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

  private void compare(Connection connection, List<String> tables) throws SQLException {
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
          row.next();
          count += row.getLong(1);
        }
      }
    }
    if (count != rows) {
      throw new IllegalStateException(count + " rows instead of " + rows);
    }
  }

  private static Deque<Last> lastRows(List<String> tables, long count) {
    Deque<Last> last = new ArrayDeque<>();
    for (String table : tables) {
      last.add(new Last(table, count - tables.size() + last.size()));
    }
    return last;
  }

  private void fill(List<String> topics, long first, long end, LongFunction<String> value) {
    FilledTopic.fill(
        stack.broker().bootstrapServers(),
        end - first,
        new StringSerializer(),
        number ->
            new ProducerRecord<>(
                topics.get((int) ((first + number) % topics.size())), value.apply(first + number)));
  }

  private static String versioned(long number, long version) {
    return SHAPE
        .json(number)
        .replaceFirst("\"type\"", "\"version\":" + (version + 1) + ",\"type\"");
  }

  private void create(List<String> tables) throws SQLException {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute(SHAPE.createTable(table));
      }
      statement.execute("CHECKPOINT");
    }
  }

  /** The last row of a table. */
  private record Last(String table, long id) {

    String query() {
      return "SELECT 1 FROM " + table + " WHERE id = " + id;
    }
  }
}
