package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of one partition that is complete, into a file, by a sink connector with one task. */
final class FileSinkRun implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Stack.Running stack;
  private final String name;
  private final Function<Path, Map<String, String>> config;

  /**
   * A sink.
   *
   * @param config makes the connector's configuration from the file
   */
  FileSinkRun(Stack.Running stack, String name, Function<Path, Map<String, String>> config) {
    this.stack = stack;
    this.name = name;
    this.config = config;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock runs from the creation of the connector until the file has its last byte. */
  @Override
  public Measurement run(Input input) throws IOException {
    String topic = "bench" + System.nanoTime();
    Path folder = stack.workspace().folder("bench");
    Path expected = folder.resolve(topic + ".expected");
    Path file = folder.resolve(topic + ".log");
    input.writeTo(expected);
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        topic,
        input.lines(),
        new ByteArraySerializer(),
        number -> new ProducerRecord<>(topic, input.line(number + 1)));
    Meter meter = Meter.started(stack);
    stack.worker().api().put(topic, config(topic, file));
    Await.until("The last line", PATIENCE, () -> size(file) >= input.bytes());
    Measurement measurement = meter.measurement(name, input);
    stack.worker().api().delete(topic);
    if (Files.mismatch(expected, file) != -1) {
      throw new IllegalStateException("What " + name + " wrote differs from the topic");
    }
    Files.delete(expected);
    Files.delete(file);
    return measurement;
  }

  private Map<String, String> config(String topic, Path file) {
    Map<String, String> all = new HashMap<>(config.apply(file));
    all.putAll(TunedClients.CONSUMER);
    all.put("topics", topic);
    all.put("tasks.max", "1");
    return all;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0; // looked at again
    }
  }
}
