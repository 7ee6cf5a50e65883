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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What many tables and many schemas cost the JDBC sink: the same rows into one table and into a
 * thousand, by one schema and by two hundred in turns; and what they cost Connect alone, with a
 * transform that drops every record before the sink. Prints a Markdown table.
 */
final class JdbcTablesBenchmark {

  private static final int ROWS = 2_000_000;
  private static final int TABLES = 1000;
  private static final int SCHEMAS = 200;
  private static final int BARS_OF_WARM_UP = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final RowShape SHAPE = RowShape.NARROW;

  private final Stack.Running stack;
  private final JdbcSinks sinks;
  private final WorkerBeans beans;
  private final long rows;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  private JdbcTablesBenchmark(Stack.Running stack, WorkerBeans beans, Scale scale) {
    this.stack = stack;
    this.beans = beans;
    this.sinks = new JdbcSinks(stack.postgres());
    this.rows = scale.of(ROWS, 0).lines();
  }

  static void run(Scale scale) throws IOException, SQLException {
    Installation installation = Installation.current();
    WorkerSetup tracking = WorkerSetup.THROUGHPUT;
    for (WorkerSetup setup : List.of(tracking, tracking.withoutTopicTracking())) {
      try (var stack = Stack.started(installation, Ports.free(0, 0, 0), setup);
          var beans = WorkerBeans.of(stack.worker().pid())) {
        System.out.printf("%ntopic.tracking.enable=%s%n%n", setup.topicTracking());
        var benchmark = new JdbcTablesBenchmark(stack, beans, scale);
        benchmark.run();
        benchmark.publish(installation, setup.topicTracking());
      }
    }
  }

  private void run() throws SQLException {
    System.out.println(
        "| Tables | Schemas | Known tables, rows/s | Connect alone | New tables, rows/s"
            + " | Connect alone | Live MB of the worker |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
    measure("warm", 1, 1);
    measure("one", 1, 1);
    measure("many", TABLES, 1);
    measure("again", TABLES, 1);
    measure("versions", 1, SCHEMAS);
  }

  private void publish(Installation installation, boolean topicTracking) throws IOException {
    String name = topicTracking ? "jdbc-tables" : "jdbc-tables-untracked";
    Publication.of(installation)
        .write(
            name,
            "%s, %,d rows of JSON".formatted(name, rows),
            "rows/s",
            bars.subList(BARS_OF_WARM_UP, bars.size()));
  }

  /**
   * Measures with tables the connector has seen, from the end of a pause on; and with new ones,
   * from its creation on.
   */
  private void measure(String name, int tables, int schemas) throws SQLException {
    Rates known = known(new Job(name + "_known", tables, schemas));
    Job job = new Job(name + "_new", tables, schemas);
    prepare(job);
    fill(job, 0, rows);
    double fresh = fresh(job);
    long live = beans.liveMegabytes();
    stack.worker().api().delete(job.name());
    double freshAlone = freshAlone(job);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %,.0f | %,.0f | %,.0f | %,.0f | %,d |%n",
        tables,
        schemas,
        known.ours(),
        known.alone(),
        fresh,
        freshAlone,
        live);
    String shape = "%,d tables, %,d schemas, ".formatted(tables, schemas);
    bar(shape + "known", known.ours());
    bar(shape + "known, Connect alone", known.alone());
    bar(shape + "new", fresh);
    bar(shape + "new, Connect alone", freshAlone);
  }

  private void bar(String label, double rate) {
    bars.add(new BarChart.Bar(label, rate, rate, rate));
  }

  private Rates known(Job job) throws SQLException {
    prepare(job);
    fill(job, 0, job.versions());
    stack.worker().api().put(job.name(), config(job.topics()));
    stack.worker().api().put(job.alone(), dropping(job.topics()));
    try (Connection connection = stack.postgres().connect()) {
      await(connection, job.topics(), job.versions());
      awaitRead(job, job.versions());
      pause(job.name());
      pause(job.alone());
      fill(job, job.versions(), rows);
      long begun = System.nanoTime();
      stack.worker().api().resume(job.name());
      await(connection, job.topics(), rows);
      double ours = (rows - job.versions()) / secondsSince(begun);
      compare(connection, job.topics());
      stack.worker().api().delete(job.name());
      begun = System.nanoTime();
      stack.worker().api().resume(job.alone());
      awaitRead(job, rows);
      return new Rates(ours, (rows - job.versions()) / secondsSince(begun));
    } finally {
      stack.worker().api().delete(job.alone());
    }
  }

  /** Leaves the connector running. */
  private double fresh(Job job) throws SQLException {
    try (Connection connection = stack.postgres().connect()) {
      long begun = System.nanoTime();
      stack.worker().api().put(job.name(), config(job.topics()));
      await(connection, job.topics(), rows);
      double seconds = secondsSince(begun);
      compare(connection, job.topics());
      return rows / seconds;
    }
  }

  private double freshAlone(Job job) {
    long begun = System.nanoTime();
    stack.worker().api().put(job.alone(), dropping(job.topics()));
    awaitRead(job, rows);
    double seconds = secondsSince(begun);
    stack.worker().api().delete(job.alone());
    return rows / seconds;
  }

  private void pause(String connector) {
    stack.worker().api().pause(connector);
    Await.until("The pause", PATIENCE, () -> stack.worker().api().isPaused(connector));
  }

  private void awaitRead(Job job, long records) {
    Await.until("The last record", PATIENCE, () -> beans.recordsRead(job.alone()) >= records);
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private Map<String, String> config(List<String> topics) {
    Map<String, String> config = JdbcSinks.readingJson(sinks.ours("upsert"));
    config.putAll(TunedClients.CONSUMER);
    config.put("tasks.max", "1");
    config.put("topics", String.join(",", topics));
    return config;
  }

  /** The same connector, to which Connect gives no record. */
  private Map<String, String> dropping(List<String> topics) {
    Map<String, String> config = config(topics);
    config.put("transforms", "drop");
    config.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
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

  private void fill(Job job, long first, long end) {
    List<String> topics = job.topics();
    FilledTopic.fill(
        stack.broker().bootstrapServers(),
        end - first,
        new StringSerializer(),
        number ->
            new ProducerRecord<>(
                topics.get((int) ((first + number) % topics.size())), job.value(first + number)));
  }

  private void prepare(Job job) throws SQLException {
    CountingConsumer.createTopics(stack.broker().bootstrapServers(), job.topics());
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement()) {
      for (String table : job.topics()) {
        statement.execute(SHAPE.createTable(table));
      }
      statement.execute("CHECKPOINT");
    }
  }

  /** What is measured: rows that go into the tables and have the schemas by turns. */
  private record Job(String name, int tables, int schemas) {

    /** The connector that is given no record. */
    String alone() {
      return name + "_alone";
    }

    /** The tables, which are called like the topics. */
    List<String> topics() {
      return IntStream.range(0, tables).mapToObj(i -> name + "_" + i).toList();
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
  }

  /** Records a second. */
  private record Rates(double ours, double alone) {}

  /** The last row of a table. */
  private record Last(String table, long id) {

    String query() {
      return "SELECT 1 FROM " + table + " WHERE id = " + id;
    }
  }
}
