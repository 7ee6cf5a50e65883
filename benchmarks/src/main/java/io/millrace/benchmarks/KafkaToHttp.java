package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic that is complete, sent to a server on this machine by one task. */
final class KafkaToHttp {

  private static final String VALUE = "{\"id\": 1, \"text\": \"" + "x".repeat(36) + "\"}";

  private final Stack.Running stack;
  private final LocalServer server;
  private final String name;
  private final Map<String, String> options;

  KafkaToHttp(Stack.Running stack, LocalServer server, String name, Map<String, String> options) {
    this.stack = stack;
    this.server = server;
    this.name = name;
    this.options = options;
  }

  /** Sends this many records and measures from the first that arrived to the last. */
  Measurement run(long records) {
    String topic = "bench" + System.nanoTime();
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        topic,
        records,
        new StringSerializer(),
        id -> new ProducerRecord<>(topic, "key" + id % 1000, VALUE));
    server.reset();
    Processes processes = processes(stack);
    List<Cost> before = processes.costs();
    try {
      stack.worker().api().put(topic, config(topic));
      double seconds = new Arrival(server::lines).secondsFor(records);
      return new Measurement(
          name, records, records * VALUE.length(), seconds, processes.since(before));
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  /** Those whose costs stand beside its measurements. */
  static Processes processes(Stack.Running stack) {
    return new Processes(
        List.of("worker", "Kafka"),
        List.of(() -> Cost.of(stack.worker().pid()), () -> Cost.of(stack.broker().pid())));
  }

  private Map<String, String> config(String topic) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.http.HttpSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("http.url", server.url());
    config.put("consumer.override.max.poll.records", "2000");
    config.putAll(options);
    return config;
  }
}
