package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete file into a topic on a worker with exactly-once sources: ours, the file source that
 * comes with Kafka, and a plain producer.
 */
final class FileSourceBenchmark {

  private FileSourceBenchmark() {}

  static void run(Scale scale) throws Exception {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      List<Contender> contenders =
          List.of(
              ours(stack, "FileTailSourceConnector", Map.of()),
              ours(stack, "FileTailSourceConnector, record.key=none", Map.of("record.key", "none")),
              ours(
                  stack,
                  "FileTailSourceConnector, transaction.boundary=connector",
                  withConnectorBoundary(Map.of())),
              ours(stack, "FileTailSourceConnector, tuned", tuned()),
              ours(stack, "FileTailSourceConnector, both", withConnectorBoundary(tuned())),
              peer(stack, "FileStreamSourceConnector", Map.of()),
              peer(stack, "FileStreamSourceConnector, tuned", TunedClients.PRODUCER),
              new ProducerPerformanceRun(stack, TunedClients.PRODUCER));
      var comparison = new Comparison(System.out, scale);
      for (Input input : List.of(scale.of(6_140_031, 20), scale.of(5_000_000, 200))) {
        comparison.publish(
            Publication.of(installation),
            "file-source-" + input.width(),
            "file-source, " + input.size(),
            comparison.run(contenders, input.divided(10), input));
      }
    }
  }

  // Without keys, as the other source has it; by default ours has the path, longer than the lines.
  private static Map<String, String> tuned() {
    Map<String, String> config = new HashMap<>(TunedClients.PRODUCER);
    config.put("record.key", "none");
    return config;
  }

  private static Map<String, String> withConnectorBoundary(Map<String, String> options) {
    Map<String, String> config = new HashMap<>(options);
    config.put("transaction.boundary", "connector");
    return config;
  }

  private static Contender ours(Stack.Running stack, String name, Map<String, String> more) {
    return new SourceConnectorRun(
        stack, name, (file, topic) -> with(more, oursReading(file, topic)));
  }

  private static Map<String, String> oursReading(Path file, String topic) {
    return Map.of(
        "connector.class",
        "io.millrace.connect.file.FileTailSourceConnector",
        "paths",
        file.toString(),
        "topic",
        topic,
        "value.converter",
        "org.apache.kafka.connect.converters.ByteArrayConverter");
  }

  private static Contender peer(Stack.Running stack, String name, Map<String, String> more) {
    return new SourceConnectorRun(
        stack,
        name,
        (file, topic) ->
            with(
                more,
                Map.of(
                    "connector.class",
                    "org.apache.kafka.connect.file.FileStreamSourceConnector",
                    "file",
                    file.toString(),
                    "topic",
                    topic,
                    "value.converter",
                    "org.apache.kafka.connect.storage.StringConverter")));
  }

  private static Map<String, String> with(Map<String, String> more, Map<String, String> config) {
    Map<String, String> all = new HashMap<>(config);
    all.putAll(more);
    all.put("tasks.max", "1");
    return all;
  }
}
