package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Stack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A topic of one partition that is complete, into a table, by a sink connector with one task. */
final class JdbcSinkRun implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Stack.Running stack;
  private final String name;
  private final RowTable target;
  private final RowTopics topics;
  private final Map<String, String> config;

  JdbcSinkRun(
      Stack.Running stack,
      String name,
      RowTable target,
      RowTopics topics,
      Map<String, String> config) {
    this.stack = stack;
    this.name = name;
    this.target = target;
    this.topics = topics;
    this.config = config;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock runs from the creation of the connector until all rows are in the table. */
  @Override
  public Measurement run(Input input) throws Exception {
    String topic = topics.of(input.lines());
    return target.measure(
        input.lines(), (connection, table) -> measured(input, topic, connection, table));
  }

  private Measurement measured(Input input, String topic, Connection connection, String table) {
    Map<String, String> all = new HashMap<>(config);
    all.put("tasks.max", "1");
    all.put("topics", topic);
    all.put("collection.name.format", table); // ours takes Debezium's word for it
    TunedClients.CONSUMER.forEach(all::putIfAbsent);
    Meter meter = Meter.started(stack, target.server().pid());
    stack.worker().api().put(table, all);
    try {
      // Counting millions of rows again and again would slow down what is measured.
      String written = " FROM " + table + " WHERE n >= 0";
      long last = input.lines() - 1;
      await("The last row", connection, "SELECT count(*)" + written + " AND id = " + last, 1);
      await("All rows", connection, "SELECT count(*)" + written, input.lines());
      return meter.measurement(name, input);
    } finally {
      stack.worker().api().delete(table);
    }
  }

  private static void await(String what, Connection connection, String query, long count) {
    Await.until(what, PATIENCE, () -> number(connection, query) >= count);
  }

  private static long number(Connection connection, String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
