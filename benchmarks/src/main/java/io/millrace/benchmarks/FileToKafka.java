package io.millrace.benchmarks;

import io.millrace.quickstart.demo.Order;
import io.millrace.quickstart.stack.Stack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A log file that is complete, into a topic of one partition, by one task. */
final class FileToKafka implements Stage {

  private final Stack.Running stack;

  FileToKafka(Stack.Running stack) {
    this.stack = stack;
  }

  @Override
  public Measurement run(long lines) throws IOException {
    String topic = "bench" + System.nanoTime();
    Path file = stack.workspace().folder("bench").resolve(topic + ".log");
    write(file, lines);
    try (var records = new CountingConsumer(stack.broker().bootstrapServers(), topic)) {
      stack.worker().api().put(topic, config(file, topic));
      double seconds = new Arrival(records::count).secondsFor(lines);
      return new Measurement("file -> Kafka, exactly once", lines, Files.size(file), seconds);
    } finally {
      stack.worker().api().delete(topic);
      Files.delete(file);
    }
  }

  private Map<String, String> config(Path file, String topic) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.file.FileTailSourceConnector");
    config.put("tasks.max", "1");
    config.put("paths", file.toString());
    config.put("topic", topic);
    config.put("exactly.once.support", "required");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    return config;
  }

  private static void write(Path file, long lines) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long id = 1; id <= lines; id++) {
        out.write(Order.number(id).csvLine(0));
        out.write('\n');
      }
    }
  }
}
