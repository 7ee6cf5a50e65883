package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the benchmarks of whole processes by name. */
public final class Benchmarks {

  /** One of them. */
  @FunctionalInterface
  interface Benchmark {
    void run(Scale scale) throws Exception;
  }

  private static final Map<String, Benchmark> ALL = all();

  private Benchmarks() {}

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("headline", HeadlineBenchmark::run);
    all.put("file-source", FileSourceBenchmark::run);
    all.put("jdbc-sink", JdbcSinkBenchmark::run);
    all.put("http", HttpBenchmark::run);
    all.put("jms", JmsBenchmark::run);
    all.put("pipeline", PipelineBenchmark::run);
    return all;
  }

  /**
   * Arguments: names, or none for all; {@code --quick} for a tenth of the work, {@code --runs N}.
   */
  public static void main(String[] args) throws Exception {
    List<String> names = new ArrayList<>(List.of(args));
    Scale whole = names.remove("--quick") ? Scale.QUICK : Scale.FULL;
    Scale scale = runs(names).map(whole::times).orElse(whole);
    if (!ALL.keySet().containsAll(names)) {
      System.out.println(
          "FAIL There are the benchmarks " + String.join(", ", ALL.keySet()) + ", not " + names);
      System.exit(1);
    }
    System.out.printf(
        "%d processors, Java %s, %s %s %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
    for (Map.Entry<String, Benchmark> benchmark : ALL.entrySet()) {
      if (names.isEmpty() || names.contains(benchmark.getKey())) {
        System.out.printf("%n## %s%n", benchmark.getKey());
        benchmark.getValue().run(scale);
      }
    }
  }

  /** Takes the number of runs out of the arguments. */
  private static Optional<Integer> runs(List<String> arguments) {
    int option = arguments.indexOf("--runs");
    if (option < 0 || option + 1 == arguments.size()) {
      return Optional.empty();
    }
    arguments.remove(option);
    return Optional.of(Integer.valueOf(arguments.remove(option)));
  }
}
