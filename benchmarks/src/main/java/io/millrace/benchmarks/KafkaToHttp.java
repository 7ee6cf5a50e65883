package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Stack;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    fill(topic, records);
    server.reset();
    try {
      stack.worker().api().put(topic, config(topic));
      double seconds = new Arrival(server::lines).secondsFor(records);
      return new Measurement(name, records, records * VALUE.length(), seconds);
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  private void fill(String topic, long records) {
    String servers = stack.broker().bootstrapServers();
    CountingConsumer.createTopic(servers, topic);
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "linger.ms", 20, "batch.size", 256 << 10);
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (long id = 0; id < records; id++) {
        producer.send(new ProducerRecord<>(topic, "key" + id % 1000, VALUE));
      }
    }
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
