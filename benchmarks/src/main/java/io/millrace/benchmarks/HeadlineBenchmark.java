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
 * The whole main job: a complete file through Kafka into a table with a primary key, ours beside a
 * pipeline of the best public parts, both with the same tuned clients.
 */
final class HeadlineBenchmark {

  private static final int FILE_STREAM_BATCH = 2000;

  private final Stack.Running stack;
  private final JdbcSinks sinks;

  private HeadlineBenchmark(Stack.Running stack) {
    this.stack = stack;
    this.sinks = new JdbcSinks(stack.postgres());
  }

  static void run(Scale scale) throws Exception {
    Installation ours = Installation.current();
    Installation installation = ours.withPeers(ours.root().resolve("benchmarks/target/peers"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
      Input input = scale.of(6_140_031, 20);
      var comparison = new Comparison(System.out, scale);
      comparison.publish(
          Publication.of(installation),
          "headline-20",
          "headline, " + input.size(),
          comparison.run(new HeadlineBenchmark(stack).contenders(), input.divided(20), input));
    }
  }

  /** Ours with new rows, for a look at where its time goes. */
  static Contender insert(Stack.Running stack) {
    return new HeadlineBenchmark(stack).insert();
  }

  private Contender insert() {
    return ours("ours, insert", "insert", 1);
  }

  private List<Contender> contenders() {
    return List.of(
        insert(),
        ours("ours, upsert", "upsert", 1),
        ours("ours, upsert, two connections", "upsert", 2),
        peer("public parts, insert", "insert"),
        peer("public parts, upsert", "upsert"));
  }

  private Contender ours(String name, String mode, int connections) {
    return new PipelineRun(
        stack, name, this::ourSource, topic -> ourSink(topic, mode, connections), 0);
  }

  private Contender peer(String name, String mode) {
    return new PipelineRun(
        stack, name, this::peerSource, topic -> peerSink(topic, mode), FILE_STREAM_BATCH - 1);
  }

  private Map<String, String> ourSource(Path file, String topic) {
    Map<String, String> config = new HashMap<>(TunedClients.PRODUCER);
    config.put("connector.class", "io.millrace.connect.file.FileTailSourceConnector");
    config.put("paths", file.toString());
    config.put("topic", topic);
    config.put("record.key", "none"); // as the other source has it
    config.put("exactly.once.support", "required");
    config.put("transaction.boundary", "connector");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    return config;
  }

  private Map<String, String> peerSource(Path file, String topic) {
    Map<String, String> config = new HashMap<>(TunedClients.PRODUCER);
    config.put("connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector");
    config.put("file", file.toString());
    config.put("topic", topic);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    return config;
  }

  private Map<String, String> ourSink(String topic, String mode, int connections) {
    Map<String, String> config = parsed(topic, sinks.ours(mode));
    config.put("table.name.format", topic);
    config.put("connections", Integer.toString(connections));
    return config;
  }

  private Map<String, String> peerSink(String topic, String mode) {
    Map<String, String> config = parsed(topic, sinks.debezium(mode, 5000));
    config.put("collection.name.format", topic);
    return config;
  }

  private static Map<String, String> parsed(String topic, Map<String, String> sink) {
    Map<String, String> config = new HashMap<>(sink);
    config.putAll(TunedClients.CONSUMER);
    config.put("topics", topic);
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    config.put("transforms", "parse");
    config.put("transforms.parse.type", "io.millrace.connect.transforms.ParseCsv$Value");
    config.put("transforms.parse.columns", "id:int64,letters");
    config.put("transforms.parse.delimiter", "|");
    return config;
  }
}
