package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Files that are complete, into a topic, by a source connector. */
final class SourceConnectorRun implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Stack.Running stack;
  private final String name;
  private final int files;
  private final int partitions;
  private final BiFunction<Path, String, Map<String, String>> config;

  /**
   * One file into a topic of one partition.
   *
   * @param config makes the connector's configuration from the file and the topic
   */
  SourceConnectorRun(
      Stack.Running stack, String name, BiFunction<Path, String, Map<String, String>> config) {
    this(stack, name, 1, 1, config);
  }

  /**
   * Some files, among which the lines are divided.
   *
   * @param config makes the connector's configuration from the file, or the pattern of all files,
   *     and the topic
   */
  SourceConnectorRun(
      Stack.Running stack,
      String name,
      int files,
      int partitions,
      BiFunction<Path, String, Map<String, String>> config) {
    this.stack = stack;
    this.name = name;
    this.files = files;
    this.partitions = partitions;
    this.config = config;
  }

  @Override
  public String name() {
    return name;
  }

  /** The clock runs from the creation of the connector. */
  @Override
  public Measurement run(Input input) throws IOException {
    String topic = "bench" + System.nanoTime();
    Path folder = stack.workspace().folder(topic);
    input.writeTo(folder, files);
    String servers = stack.broker().bootstrapServers();
    new Topics(servers).create(List.of(topic), partitions);
    try (var end = new CommittedEnd(servers, topic, partitions)) {
      Meter meter = Meter.started(stack);
      Path source = folder.resolve(files == 1 ? "0.log" : "*.log");
      stack.worker().api().put(topic, new HashMap<>(config.apply(source, topic)));
      Await.until("The last record", PATIENCE, () -> end.get() >= input.lines());
      Measurement measurement = meter.measurement(name, input);
      stack.worker().api().delete(topic);
      return measurement;
    } finally {
      stack.workspace().delete(folder);
    }
  }
}
