package io.millrace.benchmarks;

import io.millrace.quickstart.stack.ConnectWorker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One sink connector that empties a topic into a table. */
final class SinkRun {

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

  /** The seconds for all records of the topic. */
  double seconds(Map<String, String> options, long records) {
    Map<String, String> config = new HashMap<>(options);
    config.put("tasks.max", "1");
    config.put("topics", topic);
    TunedClients.CONSUMER.forEach(config::putIfAbsent);
    worker.api().put(table, config);
    try {
      return new Arrival(() -> arrived(records)).secondsFor(records);
    } finally {
      worker.api().delete(table);
    }
  }

  // Records are written in the order of their ids, so the first one that is missing is found by
  // halving.
  private long arrived(long records) {
    long low = 0;
    long high = records;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isThere(middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isThere(long id) {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM " + table + " WHERE id = ? AND n >= 0")) {
      query.setLong(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
