package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Throughput of JDBC sinks into PostgreSQL, from a topic that is complete: ours by way of writing,
 * Debezium's, and a plain program for what the database can do.
 */
final class JdbcSinkBenchmark {

  private static final List<Integer> EXISTING = List.of(0, 50, 100);
  private static final int WARM_UP_DIVISOR = 10;
  // Where each row brings its schema along.
  private static final int FEWER_ROWS = 1_000_000;

  private final Stack.Running stack;
  private final Comparison comparison;
  private final Scale scale;
  private final JdbcSinks sinks;
  private final RowShape shape;
  private final RowTopics csv;
  private final RowTopics json;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  private JdbcSinkBenchmark(Stack.Running stack, Scale scale, RowShape shape) {
    this.stack = stack;
    this.scale = scale;
    this.comparison = new Comparison(System.out, scale);
    this.sinks = new JdbcSinks(stack.postgres());
    this.shape = shape;
    this.csv = new RowTopics(stack.broker().bootstrapServers(), shape::csv);
    this.json = new RowTopics(stack.broker().bootstrapServers(), shape::json);
  }

  static void run(Scale scale) throws Exception {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      for (RowShape shape : RowShape.values()) {
        var benchmark = new JdbcSinkBenchmark(stack, scale, shape);
        benchmark.run();
        String name = "jdbc-sink-%d-columns".formatted(shape.columns());
        benchmark.comparison.publish(
            Publication.of(installation), name, "jdbc-sink, rows into PostgreSQL", benchmark.bars);
      }
    }
  }

  private void run() throws Exception {
    Input rows = scale.of(shape.rows(), shape.csv(shape.rows()).length());
    compare(rows, inserts());
    for (int existing : EXISTING) {
      compare(rows, upserts(existing));
    }
    Input fewer = scale.of(FEWER_ROWS, shape.json(shape.rows()).length());
    for (int existing : EXISTING) {
      compare(fewer, upsertsOfJson(existing));
    }
  }

  private void compare(Input input, List<Contender> contenders) throws Exception {
    bars.addAll(comparison.run(contenders, input.divided(WARM_UP_DIVISOR), input));
  }

  private List<Contender> inserts() {
    return List.of(
        plain("plain program, COPY", 0, PlainWriter::copy),
        sink("ours, CSV, insert", 0, csv, readingCsv(sinks.ours("insert"), Map.of())));
  }

  private List<Contender> upserts(int existing) {
    return List.of(
        plain("plain program, arrays", existing, PlainWriter::upsert),
        upsert("ours, CSV, auto", existing, Map.of()),
        upsert("ours, CSV, unnest", existing, Map.of("write.method", "unnest")),
        upsert("ours, CSV, values", existing, Map.of("write.method", "values")),
        upsert("ours, CSV, two connections", existing, Map.of("connections", "2")));
  }

  private List<Contender> upsertsOfJson(int existing) {
    Map<String, String> debezium = JdbcSinks.readingJson(sinks.debezium("upsert", 3000));
    Map<String, String> ours = JdbcSinks.readingJson(sinks.ours("upsert"));
    return List.of(
        sink("Debezium 3.6, JSON with schema", existing, json, debezium),
        sink("ours, JSON with schema", existing, json, ours));
  }

  private Contender plain(String name, int existing, PlainJdbcRun.Way way) {
    return new PlainJdbcRun(stack, named(name, existing), target(existing), way);
  }

  private Contender upsert(String name, int existing, Map<String, String> options) {
    return sink(name, existing, csv, readingCsv(sinks.ours("upsert"), options));
  }

  private Contender sink(String name, int existing, RowTopics topics, Map<String, String> config) {
    return new JdbcSinkRun(stack, named(name, existing), target(existing), topics, config);
  }

  private String named(String name, int existing) {
    return "%s, %d columns, %d %% there".formatted(name, shape.columns(), existing);
  }

  private RowTable target(int existing) {
    return new RowTable(new PostgresRows(stack.postgres()), shape, existing);
  }

  private Map<String, String> readingCsv(Map<String, String> sink, Map<String, String> options) {
    Map<String, String> config = new HashMap<>(sink);
    config.putAll(options);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("transforms", "parse");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseCsv$Value");
    config.put("transforms.parse.columns", shape.csvColumns());
    return config;
  }
}
