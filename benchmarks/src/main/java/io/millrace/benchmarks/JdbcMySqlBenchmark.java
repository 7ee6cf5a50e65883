package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.MySqlServer;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Throughput of JDBC sinks into MySQL with its own driver, from a topic of JSON with schemas that
 * is complete. Prints a Markdown table.
 */
final class JdbcMySqlBenchmark {

  private static final int ROWS = 1_000_000;
  private static final RowShape SHAPE = RowShape.NARROW;
  private static final String TOPIC = "rows";

  private final Stack.Running stack;
  private final long rows;
  private final JdbcSinks sinks;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  private JdbcMySqlBenchmark(Stack.Running stack, Scale scale) {
    MySqlServer server = stack.mysql();
    this.stack = stack;
    this.rows = scale.of(ROWS, 0).lines();
    this.sinks = new JdbcSinks(server.jdbcUrl("mysql"), server.user(), server.password());
  }

  static void run(Scale scale) throws IOException, SQLException {
    if (!MySqlServer.isInstalled()) {
      System.out.println("SKIPPED: no MySQL server, see build/databases/install.sh");
      return;
    }
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var driver = AddedDriver.of(ours, "mysql-connector-j");
        var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      var benchmark = new JdbcMySqlBenchmark(stack, scale);
      benchmark.run();
      Publication.of(installation)
          .write("jdbc-mysql", "jdbc-mysql, rows into MySQL", "rows/s", benchmark.bars);
    }
  }

  private void run() throws SQLException {
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        TOPIC,
        rows,
        new StringSerializer(),
        id -> new ProducerRecord<>(TOPIC, SHAPE.json(id)));
    Map<String, String> ours = sinks.ours("upsert");
    Map<String, String> twice = sinks.ours("upsert");
    twice.put("connections", "2");
    Map<String, String> debezium = sinks.debezium("upsert", 3000);
    // The setting its manual has for throughput; ours sets it itself.
    debezium.merge("connection.url", "&rewriteBatchedStatements=true", String::concat);
    System.out.println("| Rows | Existing keys | Sink | Rows/s |");
    System.out.println("|---:|---:|---|---:|");
    measure(0, "warm-up, ours", ours);
    measure(0, "warm-up, Debezium 3.6", debezium);
    for (int existing : List.of(0, 100)) {
      measure(existing, "ours", ours);
      measure(existing, "ours, two connections", twice);
      measure(existing, "Debezium 3.6", debezium);
    }
  }

  private void measure(int existing, String name, Map<String, String> sink) throws SQLException {
    try (Connection connection = stack.mysql().connect()) {
      String table = table(connection, existing);
      Map<String, String> config = JdbcSinks.readingJson(sink);
      config.put("collection.name.format", table); // ours takes Debezium's word for it
      double seconds = new SinkRun(stack.worker(), connection, TOPIC, table).seconds(config, rows);
      double rate = rows / seconds;
      System.out.printf(Locale.ROOT, "| %,d | %d %% | %s | %,.0f |%n", rows, existing, name, rate);
      bars.add(new BarChart.Bar("%s, %d %% there".formatted(name, existing), rate, rate, rate));
    }
  }

  private String table(Connection connection, int existing) throws SQLException {
    String table = "bench" + System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(SHAPE.createTable(table));
      if (existing > 0) {
        statement.execute("SET SESSION cte_max_recursion_depth = " + rows);
        statement.execute(preload(table));
      }
    }
    return table;
  }

  private String preload(String table) {
    return "INSERT INTO "
        + table
        + " (id, n) WITH RECURSIVE series (id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM series"
        + " WHERE id < "
        + (rows - 1)
        + ") SELECT id, -1 FROM series";
  }
}
