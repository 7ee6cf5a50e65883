package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Stack;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;

/**
 * A file that is complete, through a topic of one partition, into a table with a primary key, one
 * task on each side. What is in the table afterwards is compared with the file.
 */
final class PipelineRun implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Makes the configuration of the source. */
  @FunctionalInterface
  interface SourceConfig {
    Map<String, String> of(Path file, String topic);
  }

  /** Makes the configuration of the sink, whose table has the name of the topic. */
  @FunctionalInterface
  interface SinkConfig {
    Map<String, String> of(String topic);
  }

  private final Stack.Running stack;
  private final String name;
  private final SourceConfig source;
  private final SinkConfig sink;
  private final long heldBack;

  /**
   * A pipeline.
   *
   * @param heldBack how many of the last lines the source may keep until more is written, as
   *     Kafka's FileStreamSourceConnector does with less than a batch
   */
  PipelineRun(
      Stack.Running stack, String name, SourceConfig source, SinkConfig sink, long heldBack) {
    this.stack = stack;
    this.name = name;
    this.source = source;
    this.sink = sink;
    this.heldBack = heldBack;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock runs from the creation of the connectors until all is in the table and committed. */
  @Override
  public Measurement run(Input input) throws Exception {
    String topic = "bench" + System.nanoTime();
    Path file = stack.workspace().folder("bench").resolve(topic + ".log");
    input.writeTo(file);
    new Topics(stack.broker().bootstrapServers()).create(topic);
    try (Connection connection = stack.postgres().connect();
        var end = new CommittedEnd(stack.broker().bootstrapServers(), topic)) {
      execute(connection, "CREATE TABLE " + topic + " (id bigint PRIMARY KEY, letters text)");
      execute(connection, "CHECKPOINT");
      Measurement measurement = timed(input, topic, file, connection, end);
      compare(connection, topic, file);
      execute(connection, "DROP TABLE " + topic);
      return measurement;
    } finally {
      stack.worker().api().delete(topic + "-source");
      stack.worker().api().delete(topic + "-sink");
      Files.delete(file);
    }
  }

  private Measurement timed(
      Input input, String topic, Path file, Connection connection, CommittedEnd end)
      throws SQLException {
    Meter meter = Meter.started(stack);
    stack.worker().api().put(topic + "-sink", withOneTask(sink.of(topic)));
    stack.worker().api().put(topic + "-source", withOneTask(source.of(file, topic)));
    // Counting millions of rows again and again would slow down what is measured.
    long least = input.lines() - heldBack;
    Await.until("The last line", PATIENCE, () -> end.get() >= least);
    Await.until("The sink's commit", PATIENCE, () -> isCommitted(topic, end.get()));
    Await.until("The last row", PATIENCE, () -> rows(connection, topic) >= least);
    return meter.measurement(name, input);
  }

  // The end of the topic may be behind the marker of a transaction, which no record follows.
  private boolean isCommitted(String topic, long end) {
    var partition = new TopicPartition(topic, 0);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets("connect-" + topic + "-sink")
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return committed != null && committed.offset() >= end - 1;
    } catch (ExecutionException e) {
      return false; // the group does not exist yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long rows(Connection connection, String table) {
    try {
      return number(connection, "SELECT count(*) FROM " + table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loads the file into a table of its own, and looks for rows that differ. */
  private void compare(Connection connection, String table, Path file) throws Exception {
    execute(connection, "CREATE TEMPORARY TABLE expected (id bigint PRIMARY KEY, letters text)");
    try (InputStream lines = Files.newInputStream(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY expected FROM STDIN (DELIMITER '|')", lines);
    }
    long different =
        number(
            connection,
            "SELECT count(*) FROM expected e FULL JOIN "
                + table
                + " t USING (id) WHERE e.letters IS DISTINCT FROM t.letters");
    execute(connection, "DROP TABLE expected");
    if (different > heldBack) {
      throw new IllegalStateException(different + " rows of " + table + " differ from the file");
    }
  }

  private static Map<String, String> withOneTask(Map<String, String> config) {
    config.put("tasks.max", "1");
    return config;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
