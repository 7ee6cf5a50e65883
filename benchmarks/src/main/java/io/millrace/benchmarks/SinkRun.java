package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.ConnectWorker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One sink connector that empties a topic into a table. */
final class SinkRun {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ConnectWorker worker;
  private final Connection connection;
  private final String topic;
  private final String table;

  SinkRun(ConnectWorker worker, Connection connection, String topic, String table) {
    this.worker = worker;
    this.connection = connection;
    this.topic = topic;
    this.table = table;
  }

  /** The seconds from the creation of the connector until all records are in the table. */
  double seconds(Map<String, String> options, long records) {
    Map<String, String> config = new HashMap<>(options);
    config.put("tasks.max", "1");
    config.put("topics", topic);
    TunedClients.CONSUMER.forEach(config::putIfAbsent);
    long begun = System.nanoTime();
    worker.api().put(table, config);
    try {
      // Counting millions of rows again and again would slow down what is measured.
      String last = "SELECT count(*) FROM %s WHERE n >= 0 AND id = %d";
      await("The last row", last.formatted(table, records - 1), 1);
      await("All rows", "SELECT count(*) FROM " + table + " WHERE n >= 0", records);
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      worker.api().delete(table);
    }
  }

  private void await(String what, String query, long count) {
    Await.until(what, PATIENCE, () -> number(query) >= count);
  }

  private long number(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
