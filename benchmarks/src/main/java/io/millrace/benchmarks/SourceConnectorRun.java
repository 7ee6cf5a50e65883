package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** A file that is complete, into a topic of one partition, by a source connector with one task. */
final class SourceConnectorRun implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Stack.Running stack;
  private final String name;
  private final BiFunction<Path, String, Map<String, String>> config;

  /**
   * @param config makes the connector's configuration from the file and the topic
   */
  SourceConnectorRun(
      Stack.Running stack, String name, BiFunction<Path, String, Map<String, String>> config) {
    this.stack = stack;
    this.name = name;
    this.config = config;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock runs from the creation of the connector. */
  @Override
  public Result run(Input input) throws IOException {
    String topic = "bench" + System.nanoTime();
    Path file = stack.workspace().folder("bench").resolve(topic + ".log");
    input.writeTo(file);
    CountingConsumer.createTopic(stack.broker().bootstrapServers(), topic);
    try (var end = new CommittedEnd(stack.broker().bootstrapServers(), topic)) {
      Meter meter = Meter.started(stack);
      stack.worker().api().put(topic, new HashMap<>(config.apply(file, topic)));
      Await.until("The last record", PATIENCE, () -> end.get() >= input.lines());
      Result result = meter.result(input);
      stack.worker().api().delete(topic);
      return result;
    } finally {
      Files.delete(file);
    }
  }
}
