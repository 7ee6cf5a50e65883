package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A complete topic into a file: ours with both guarantees, and the file sink of Kafka. */
final class FileSinkBenchmark {

  private FileSinkBenchmark() {}

  static void run(Scale scale) throws Exception {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      List<Contender> contenders =
          List.of(
              new FileSinkRun(stack, "FileAppendSinkConnector", file -> ours(file, Map.of())),
              new FileSinkRun(
                  stack,
                  "FileAppendSinkConnector, exactly once",
                  file -> ours(file, Map.of("delivery.guarantee", "exactly_once"))),
              new FileSinkRun(stack, "FileStreamSinkConnector", FileSinkBenchmark::peer));
      var comparison = new Comparison(System.out, scale);
      Input input = scale.of(6_140_031, 20);
      comparison.publish(
          Publication.of(installation),
          "file-sink-20",
          "file-sink, " + input.size(),
          comparison.run(contenders, input.divided(10), input));
    }
  }

  private static Map<String, String> ours(Path file, Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("connector.class", "io.millrace.connect.file.FileAppendSinkConnector");
    config.put("path", file.toString());
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    return config;
  }

  private static Map<String, String> peer(Path file) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector");
    config.put("file", file.toString());
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    return config;
  }
}
