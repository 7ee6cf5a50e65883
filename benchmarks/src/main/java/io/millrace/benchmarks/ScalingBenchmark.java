package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the speed of the file source depends on the number of files and tasks, on the size of the
 * lines and on transactions, and its memory on what is there to be read.
 */
final class ScalingBenchmark {

  private static final WorkerSetup SMALL_HEAP =
      new WorkerSetup(
          List.of("-Xmx256m", "-XX:+UseParallelGC"), KafkaBroker.THROUGHPUT, true, true);
  private static final int LINES = 3_000_000;
  private static final int WIDTH = 200;
  private static final long GIGABYTE = 1_000_000_000;

  private final Scale scale;
  private final Publication publication;

  private ScalingBenchmark(Scale scale, Publication publication) {
    this.scale = scale;
    this.publication = publication;
  }

  static void run(Scale scale) throws Exception {
    Installation installation = Installation.current();
    var benchmark = new ScalingBenchmark(scale, Publication.of(installation));
    WorkerSetup transactions = WorkerSetup.THROUGHPUT;
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), transactions)) {
      benchmark.warmUp(stack);
      benchmark.files(stack);
      benchmark.tasks(stack);
      benchmark.widths(stack);
    }
    benchmark.transactions(installation);
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), SMALL_HEAP)) {
      benchmark.warmUp(stack);
      benchmark.backlogs(stack);
    }
  }

  private void warmUp(Stack.Running stack) throws Exception {
    source(stack, "warm-up", 1, 1, Map.of()).run(scale.of(LINES, WIDTH));
  }

  private void files(Stack.Running stack) throws Exception {
    var curve = curve("files", "Files");
    for (int files : List.of(1, 100, 10_000)) {
      curve.point(
          source(stack, "%,d".formatted(files), files, 1, Map.of()), scale.of(LINES, WIDTH));
    }
    curve.publish(publication);
  }

  private void tasks(Stack.Running stack) throws Exception {
    var curve = curve("tasks", "Tasks, for 16 files and 4 partitions");
    for (String tasks : List.of("1", "2", "4")) {
      curve.point(
          source(stack, tasks, 16, 4, Map.of("tasks.max", tasks, "record.key", "path")),
          scale.of(LINES, WIDTH));
    }
    curve.publish(publication);
  }

  private void widths(Stack.Running stack) throws Exception {
    var curve = curve("line-length", "Bytes of a line");
    for (int width : List.of(20, 200, 2000, 20_000, 100_000)) {
      long lines = Math.min(2L * LINES, GIGABYTE / width);
      curve.point(source(stack, "%,d".formatted(width), 1, 1, Map.of()), scale.of(lines, width));
    }
    curve.publish(publication);
  }

  private void transactions(Installation installation) throws Exception {
    var curve = curve("exactly-once", "Worker");
    for (WorkerSetup setup :
        List.of(WorkerSetup.THROUGHPUT, WorkerSetup.THROUGHPUT.atLeastOnce())) {
      try (var stack = Stack.started(installation, Ports.free(0, 0, 0), setup)) {
        warmUp(stack);
        String name = setup.exactlyOnceSources() ? "exactly-once sources" : "at least once";
        curve.point(source(stack, name, 1, 1, Map.of()), scale.of(LINES, WIDTH));
      }
    }
    curve.publish(publication);
  }

  private void backlogs(Stack.Running stack) throws Exception {
    var curve = new Curve("scaling-backlog", "GB to be read, heap of 256 MB", 1, System.out);
    for (int gigabytes : List.of(1, 5, 20)) {
      curve.point(
          source(stack, Integer.toString(gigabytes), 1, 1, Map.of()),
          scale.of(gigabytes * GIGABYTE / WIDTH, WIDTH));
    }
    curve.publish(publication);
  }

  private Curve curve(String name, String quantity) {
    return new Curve("scaling-" + name, quantity, scale.runs(), System.out);
  }

  private static Contender source(
      Stack.Running stack, String name, int files, int partitions, Map<String, String> more) {
    return new SourceConnectorRun(
        stack, name, files, partitions, (paths, topic) -> config(paths, topic, more));
  }

  private static Map<String, String> config(Path paths, String topic, Map<String, String> more) {
    Map<String, String> config = new HashMap<>(TunedClients.PRODUCER);
    config.put("connector.class", "io.millrace.connect.file.FileTailSourceConnector");
    config.put("tasks.max", "1");
    config.put("paths", paths.toString());
    config.put("topic", topic);
    config.put("record.key", "none");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.putAll(more);
    return config;
  }
}
