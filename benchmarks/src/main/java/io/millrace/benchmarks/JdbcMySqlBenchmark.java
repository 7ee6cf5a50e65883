package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.MySqlDistribution;
import io.millrace.quickstart.stack.MySqlServer;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Throughput of JDBC sinks into MySQL and MariaDB, each with its own driver, from a topic of JSON
 * with schemas that is complete.
 */
final class JdbcMySqlBenchmark {

  private static final int ROWS = 1_000_000;
  private static final RowShape SHAPE = RowShape.NARROW;

  private final Stack.Running stack;
  private final RowTopics topics;
  private final RowServer server;
  private final JdbcSinks sinks;

  private JdbcMySqlBenchmark(
      Stack.Running stack, RowTopics topics, MySqlDistribution distribution, MySqlServer server) {
    this.stack = stack;
    this.topics = topics;
    this.server = new MySqlRows(server, distribution);
    this.sinks =
        new JdbcSinks(server.jdbcUrl(distribution.protocol()), server.user(), server.password());
  }

  static void run(Scale scale) throws Exception {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var mysql = AddedDriver.of(ours, "mysql-connector-j");
        var mariaDb = AddedDriver.of(ours, "mariadb-java-client");
        var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      var topics = new RowTopics(stack.broker().bootstrapServers(), SHAPE::json);
      for (MySqlDistribution distribution :
          List.of(MySqlDistribution.MYSQL, MySqlDistribution.MARIADB)) {
        run(stack, topics, distribution, scale);
      }
    }
  }

  private static void run(
      Stack.Running stack, RowTopics topics, MySqlDistribution distribution, Scale scale)
      throws Exception {
    String name = distribution.name();
    if (!distribution.isInstalled()) {
      System.out.println("SKIPPED: no " + name + " server, see build/databases/install.sh");
      return;
    }
    System.out.printf("%n%s%n", name);
    String protocol = distribution.protocol();
    Input input = scale.of(ROWS, SHAPE.json(ROWS).length());
    List<BarChart.Bar> bars = new ArrayList<>();
    var comparison = new Comparison(System.out, scale);
    try (var server = MySqlServer.started(distribution, Ports.anyFree(), stack.log(protocol))) {
      var benchmark = new JdbcMySqlBenchmark(stack, topics, distribution, server);
      for (int existing : List.of(0, 100)) {
        bars.addAll(comparison.run(benchmark.contenders(name, existing), input.divided(10), input));
      }
    }
    comparison.publish(
        Publication.of(stack.installation()),
        "jdbc-" + protocol,
        "jdbc-mysql, rows into " + name,
        bars);
  }

  private List<Contender> contenders(String database, int existing) {
    Map<String, String> debezium = sinks.debezium("upsert", 3000);
    // The setting its manual has for throughput; ours sets it itself.
    debezium.merge("connection.url", "&rewriteBatchedStatements=true", String::concat);
    Map<String, String> twice = sinks.ours("upsert");
    twice.put("connections", "2");
    String where = ", %s, %d %% there".formatted(database, existing);
    return List.of(
        sink("Debezium 3.6" + where, existing, debezium),
        sink("ours" + where, existing, sinks.ours("upsert")),
        sink("ours, two connections" + where, existing, twice));
  }

  private Contender sink(String name, int existing, Map<String, String> config) {
    var table = new RowTable(server, SHAPE, existing);
    return new JdbcSinkRun(stack, name, table, topics, JdbcSinks.readingJson(config));
  }
}
