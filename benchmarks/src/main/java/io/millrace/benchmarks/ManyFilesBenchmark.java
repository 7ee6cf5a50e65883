package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What following many files costs a worker with a heap of 256 MB: while nothing happens, while some
 * of them grow, and how long a new file waits. Prints a Markdown table.
 */
final class ManyFilesBenchmark {

  private static final WorkerSetup SMALL_HEAP =
      new WorkerSetup(List.of("-Xmx256m", "-XX:+UseSerialGC"), KafkaBroker.THROUGHPUT, true, true);
  private static final List<Integer> FILES = List.of(1, 100, 10_000);
  private static final int ACTIVE = 100;
  private static final int NEW_FILES = 10;
  private static final Duration WATCH = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Stack.Running stack;
  private final List<BarChart.Bar> idle = new ArrayList<>();

  private ManyFilesBenchmark(Stack.Running stack) {
    this.stack = stack;
  }

  static void run(Scale scale) throws IOException, InterruptedException {
    Installation installation = Installation.current();
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), SMALL_HEAP)) {
      var benchmark = new ManyFilesBenchmark(stack);
      System.out.println(
          "| Files | Seconds until all are read | CPU idle | CPU, some of them growing |"
              + " Longest wait of a new file, ms | Peak MB, worker |");
      System.out.println("|---:|---:|---:|---:|---:|---:|");
      System.out.printf(
          Locale.ROOT,
          "| no connector | - | %.1f %% | - | - | - |%n",
          benchmark.idlePercent("no connector"));
      for (int files : FILES) {
        benchmark.measure(scale.of(files, 0).lines());
      }
      Publication.of(installation)
          .write("many-files", "many files, a worker that idles", "% of a core", benchmark.idle);
    }
  }

  private void measure(long files) throws IOException, InterruptedException {
    String topic = "bench" + System.nanoTime();
    Path folder = stack.workspace().folder(topic);
    for (long number = 0; number < files; number++) {
      append(folder, number);
    }
    try (var records = new CountingConsumer(stack.broker().bootstrapServers(), topic)) {
      long begun = System.nanoTime();
      stack.worker().api().put(topic, config(folder, topic));
      Await.until("The first lines", PATIENCE, () -> records.count() >= files);
      double seconds = (System.nanoTime() - begun) / 1e9;
      TimeUnit.SECONDS.sleep(5); // idling sets in
      double idlePercent = idlePercent("%,d files".formatted(files));
      double growing = whileGrowing(folder, Math.min(ACTIVE, files));
      System.out.printf(
          Locale.ROOT,
          "| %,d | %.1f | %.1f %% | %.1f %% | %d | %d |%n",
          files,
          seconds,
          idlePercent,
          growing,
          longestWait(folder, files, records),
          Cost.of(stack.worker().pid()).peakMegabytes());
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  // Ten lines a second in each.
  private double whileGrowing(Path folder, long active) throws IOException, InterruptedException {
    Cost before = Cost.of(stack.worker().pid());
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < WATCH.toNanos()) {
      for (long number = 0; number < active; number++) {
        append(folder, number);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return percent(before, begun);
  }

  private long longestWait(Path folder, long files, CountingConsumer records)
      throws IOException, InterruptedException {
    long longest = 0;
    for (int i = 0; i < NEW_FILES; i++) {
      TimeUnit.MILLISECONDS.sleep(700); // another place between two scans each time
      long before = drained(records);
      long begun = System.nanoTime();
      append(folder, files + i);
      Await.until("A new file", PATIENCE, () -> records.count() > before);
      longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
    return longest;
  }

  private static long drained(CountingConsumer records) {
    long count = records.count();
    for (long next = records.count(); next > count; next = records.count()) {
      count = next;
    }
    return count;
  }

  private double idlePercent(String label) throws InterruptedException {
    Cost before = Cost.of(stack.worker().pid());
    long begun = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(WATCH.toMillis());
    double percent = percent(before, begun);
    idle.add(new BarChart.Bar(label, percent, percent, percent));
    return percent;
  }

  private double percent(Cost before, long begun) {
    double cpu = Cost.of(stack.worker().pid()).since(before).cpuSeconds();
    return 100 * cpu / ((System.nanoTime() - begun) / 1e9);
  }

  private static void append(Path folder, long number) throws IOException {
    Files.writeString(
        folder.resolve("app" + number + ".log"),
        "a line of some length, as a log has it\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Map<String, String> config(Path folder, String topic) {
    return Map.of(
        "connector.class",
        "io.millrace.connect.file.FileTailSourceConnector",
        "tasks.max",
        "1",
        "paths",
        folder + "/*.log",
        "topic",
        topic,
        "value.converter",
        "org.apache.kafka.connect.converters.ByteArrayConverter");
  }
}
