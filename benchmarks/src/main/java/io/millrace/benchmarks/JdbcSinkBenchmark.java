package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Throughput of JDBC sinks into PostgreSQL, from a topic that is complete: ours by way of writing,
 * Debezium's, and a plain program for what the database can do. Prints a Markdown table.
 */
final class JdbcSinkBenchmark {

  private static final List<Integer> EXISTING = List.of(0, 50, 100);
  // Where each row brings its schema along.
  private static final int FEWER_ROWS = 1_000_000;

  private final Stack.Running stack;
  private final Scale scale;
  private final JdbcSinks sinks;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  private JdbcSinkBenchmark(Stack.Running stack, Scale scale) {
    this.stack = stack;
    this.scale = scale;
    this.sinks = new JdbcSinks(stack.postgres());
  }

  static void run(Scale scale) throws IOException, SQLException {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      var benchmark = new JdbcSinkBenchmark(stack, scale);
      benchmark.run();
      Publication.of(installation)
          .write("jdbc-sink", "jdbc-sink, rows into PostgreSQL", "rows/s", benchmark.bars);
    }
  }

  private void run() throws IOException, SQLException {
    System.out.println("| Columns | Rows | Existing keys | Sink | Rows/s |");
    System.out.println("|---:|---:|---:|---|---:|");
    for (RowShape shape : RowShape.values()) {
      if (!scale.includes(shape.columns() + " columns")) {
        continue;
      }
      String csv = filled("csv" + shape, rows(shape), shape::csv);
      String json = filled("json" + shape, fewerRows(), shape::json);
      long rows = rows(shape);
      sink(shape, rows, 0, "warm-up", ours(shape, "upsert", Map.of()), csv);
      plain(shape, 0, "plain program, COPY", true);
      sink(shape, rows, 0, "ours, CSV, insert", ours(shape, "insert", Map.of()), csv);
      for (int existing : EXISTING) {
        plain(shape, existing, "plain program, arrays", false);
        upserts(shape, existing, csv, json);
      }
    }
  }

  private void upserts(RowShape shape, int existing, String csv, String json) throws SQLException {
    for (String method : List.of("auto", "unnest", "values")) {
      Map<String, String> options = Map.of("write.method", method);
      String name = "ours, CSV, " + method;
      sink(shape, rows(shape), existing, name, ours(shape, "upsert", options), csv);
    }
    sink(
        shape,
        rows(shape),
        existing,
        "ours, CSV, two connections",
        ours(shape, "upsert", Map.of("connections", "2")),
        csv);
    Map<String, String> ours = ours(shape, "upsert", Map.of());
    sink(shape, fewerRows(), existing, "ours, JSON with schema", json(ours), json);
    sink(
        shape,
        fewerRows(),
        existing,
        "Debezium 3.6, JSON with schema",
        json(sinks.debezium("upsert", 3000)),
        json);
  }

  private void sink(
      RowShape shape,
      long rows,
      int existing,
      String name,
      Map<String, String> options,
      String topic)
      throws SQLException {
    String table = table(shape, rows, existing);
    Map<String, String> config = new HashMap<>(options);
    config.put("collection.name.format", table); // ours takes Debezium's word for it
    try (Connection connection = stack.postgres().connect()) {
      double seconds = new SinkRun(stack.worker(), connection, topic, table).seconds(config, rows);
      print(shape, rows, existing, name, seconds);
    }
  }

  private void plain(RowShape shape, int existing, String name, boolean isCopy)
      throws IOException, SQLException {
    long rows = rows(shape);
    String table = table(shape, rows, existing);
    try (Connection connection = stack.postgres().connect()) {
      var writer = new PlainWriter(connection, shape, table);
      print(shape, rows, existing, name, isCopy ? writer.copy(rows) : writer.upsert(rows));
    }
  }

  private void print(RowShape shape, long rows, int existing, String name, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "| %d | %,d | %d %% | %s | %,.0f |%n",
        shape.columns(),
        rows,
        existing,
        name,
        rows / seconds);
    String label = "%s, %d columns, %d %% there".formatted(name, shape.columns(), existing);
    double rate = rows / seconds;
    bars.add(new BarChart.Bar(label, rate, rate, rate));
  }

  private long rows(RowShape shape) {
    return scale.of(shape.rows(), 0).lines();
  }

  private long fewerRows() {
    return scale.of(FEWER_ROWS, 0).lines();
  }

  private String table(RowShape shape, long rows, int existing) throws SQLException {
    String table = "bench" + System.nanoTime();
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(shape.createTable(table));
      statement.execute(shape.preload(table, rows, existing));
      statement.execute("VACUUM ANALYZE " + table);
      statement.execute("CHECKPOINT");
    }
    return table;
  }

  private String filled(String topic, long records, LongFunction<String> record) {
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        topic,
        records,
        new StringSerializer(),
        id -> new ProducerRecord<>(topic, record.apply(id)));
    return topic;
  }

  private Map<String, String> ours(RowShape shape, String mode, Map<String, String> options) {
    Map<String, String> config = sinks.ours(mode);
    config.putAll(options);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("transforms", "parse");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseCsv$Value");
    config.put("transforms.parse.columns", shape.csvColumns());
    return config;
  }

  private static Map<String, String> json(Map<String, String> options) {
    Map<String, String> config = JdbcSinks.readingJson(options);
    config.keySet().removeIf(key -> key.startsWith("transforms"));
    return config;
  }
}
