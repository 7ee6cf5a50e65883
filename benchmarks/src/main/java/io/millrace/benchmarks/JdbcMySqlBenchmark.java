package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.MySqlDistribution;
import io.millrace.quickstart.stack.MySqlServer;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
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
 * Throughput of JDBC sinks into MySQL and MariaDB, each with its own driver, from a topic of JSON
 * with schemas that is complete. Prints a Markdown table for each.
 */
final class JdbcMySqlBenchmark {

  private static final int ROWS = 1_000_000;
  private static final RowShape SHAPE = RowShape.NARROW;
  private static final String TOPIC = "rows";

  private final Stack.Running stack;
  private final MySqlDistribution distribution;
  private final MySqlServer server;
  private final long rows;
  private final JdbcSinks sinks;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  private JdbcMySqlBenchmark(
      Stack.Running stack, MySqlDistribution distribution, MySqlServer server, Scale scale) {
    this.stack = stack;
    this.distribution = distribution;
    this.server = server;
    this.rows = scale.of(ROWS, 0).lines();
    this.sinks =
        new JdbcSinks(server.jdbcUrl(distribution.protocol()), server.user(), server.password());
  }

  static void run(Scale scale) throws IOException, SQLException {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var mysql = AddedDriver.of(ours, "mysql-connector-j");
        var mariaDb = AddedDriver.of(ours, "mariadb-java-client");
        var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      fill(stack, scale);
      for (MySqlDistribution distribution :
          List.of(MySqlDistribution.MYSQL, MySqlDistribution.MARIADB)) {
        run(stack, distribution, Publication.of(installation), scale);
      }
    }
  }

  private static void fill(Stack.Running stack, Scale scale) {
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        TOPIC,
        scale.of(ROWS, 0).lines(),
        new StringSerializer(),
        id -> new ProducerRecord<>(TOPIC, SHAPE.json(id)));
  }

  private static void run(
      Stack.Running stack, MySqlDistribution distribution, Publication publication, Scale scale)
      throws IOException, SQLException {
    String name = distribution.name();
    if (!distribution.isInstalled()) {
      System.out.println("SKIPPED: no " + name + " server, see build/databases/install.sh");
      return;
    }
    Path log = stack.log(distribution.protocol());
    try (var server = MySqlServer.started(distribution, Ports.anyFree(), log)) {
      var benchmark = new JdbcMySqlBenchmark(stack, distribution, server, scale);
      benchmark.run();
      publication.write(
          "jdbc-" + distribution.protocol(),
          "jdbc-mysql, rows into " + name,
          "rows/s",
          benchmark.bars);
    }
  }

  private void run() throws SQLException {
    Map<String, String> ours = sinks.ours("upsert");
    Map<String, String> twice = sinks.ours("upsert");
    twice.put("connections", "2");
    Map<String, String> debezium = sinks.debezium("upsert", 3000);
    // The setting its manual has for throughput; ours sets it itself.
    debezium.merge("connection.url", "&rewriteBatchedStatements=true", String::concat);
    System.out.printf("%n%s%n%n", distribution.name());
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
    try (Connection connection = server.connect()) {
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
        String limit = isMySql() ? "cte_max_recursion_depth" : "max_recursive_iterations";
        statement.execute("SET SESSION " + limit + " = " + rows);
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

  private boolean isMySql() {
    return distribution == MySqlDistribution.MYSQL;
  }
}
