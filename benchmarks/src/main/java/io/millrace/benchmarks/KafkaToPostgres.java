package io.millrace.benchmarks;

import io.millrace.quickstart.demo.Order;
import io.millrace.quickstart.demo.OrdersTable;
import io.millrace.quickstart.stack.Stack;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic that is complete, parsed, stamped and written to a table, by one task. */
final class KafkaToPostgres implements Stage {

  private final Stack.Running stack;
  private final String name;
  private final Map<String, String> options;

  private KafkaToPostgres(Stack.Running stack, String name, Map<String, String> options) {
    this.stack = stack;
    this.name = name;
    this.options = options;
  }

  static Stage upsert(Stack.Running stack) {
    return new KafkaToPostgres(
        stack,
        "Kafka -> PostgreSQL, upsert",
        Map.of("insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id"));
  }

  static Stage insert(Stack.Running stack) {
    return new KafkaToPostgres(
        stack,
        "Kafka -> PostgreSQL, insert",
        Map.of("insert.mode", "insert", "pk.mode", "record_value", "pk.fields", "id"));
  }

  @Override
  public Measurement run(long lines) throws SQLException {
    String topic = "bench" + System.nanoTime();
    long bytes = fill(topic, lines);
    try (var table = new OrdersTable(stack.postgres().connect(), topic)) {
      stack.worker().api().put(topic, config(topic));
      double seconds = new Arrival(() -> arrived(table)).secondsFor(lines);
      return new Measurement(name, lines, bytes, seconds);
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  private static long arrived(OrdersTable table) {
    try {
      return table.highestId();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long fill(String topic, long lines) {
    long bytes = 0;
    CountingConsumer.createTopic(stack.broker().bootstrapServers(), topic);
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.broker().bootstrapServers(),
                "linger.ms",
                20,
                "batch.size",
                256 << 10),
            new StringSerializer(),
            new StringSerializer())) {
      for (long id = 1; id <= lines; id++) {
        String line = Order.number(id).csvLine(0);
        bytes += line.length();
        producer.send(new ProducerRecord<>(topic, line));
      }
    }
    return bytes;
  }

  private Map<String, String> config(String topic) {
    Map<String, String> config = new HashMap<>(options);
    config.put("connector.class", "io.millrace.connect.jdbc.JdbcSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("consumer.override.max.poll.records", "3000");
    config.put("transforms", "parse,stamp");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseCsv$Value");
    config.put(
        "transforms.parse.columns",
        "id:int64,customer,item,quantity:int32,price:decimal(10,2),legacy_code,ordered_at:int64");
    config.put("transforms.stamp.type", "io.millrace.connect.transforms.AddAttribute$Value");
    config.put("transforms.stamp.field", "received_at");
    config.put("transforms.stamp.from", "now");
    config.put("connection.url", "${env:POSTGRES_URL}");
    config.put("connection.user", "${env:POSTGRES_USER}");
    config.put("connection.password", stack.secret("postgres.password"));
    config.put("auto.create", "true");
    config.put("table.name.format", topic);
    return config;
  }
}
