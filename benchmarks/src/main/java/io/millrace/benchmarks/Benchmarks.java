package io.millrace.benchmarks;

import io.millrace.quickstart.stack.OrderlyExit;
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
    all.put("profile", ProfileBenchmark::run);
    all.put("file-source", FileSourceBenchmark::run);
    all.put("file-sink", FileSinkBenchmark::run);
    all.put("scaling", ScalingBenchmark::run);
    all.put("many-files", ManyFilesBenchmark::run);
    all.put("jdbc-sink", JdbcSinkBenchmark::run);
    all.put("jdbc-mysql", JdbcMySqlBenchmark::run);
    all.put("jdbc-tables", JdbcTablesBenchmark::run);
    all.put("http", HttpBenchmark::run);
    all.put("jms", JmsBenchmark::run);
    return all;
  }

  /**
   * Arguments: names, or none for all; {@code --quick} for a tenth of the work, {@code --runs N},
   * {@code --only PATTERN} for the contenders in whose names the expression is found (such as
   * "COPY|insert" of jdbc-sink).
   */
  public static void main(String[] args) {
    OrderlyExit exit = OrderlyExit.ofThisThread();
    System.exit(exit.with(run(args)));
  }

  private static int run(String[] args) {
    List<String> names = new ArrayList<>(List.of(args));
    Scale scale;
    try {
      scale = scale(names);
    } catch (IllegalArgumentException e) {
      System.out.println(
          "FAIL --runs takes a number, --only a regular expression: " + e.getMessage());
      return 1;
    }
    if (!ALL.keySet().containsAll(names)) {
      System.out.println(
          "FAIL There are the benchmarks " + String.join(", ", ALL.keySet()) + ", not " + names);
      return 1;
    }
    if (names.isEmpty()) {
      System.out.println(
          "All benchmarks, which take hours, or minutes with --quick; for one of them give its name: "
              + String.join(", ", ALL.keySet()));
    }
    System.out.println(Publication.machine());
    try {
      for (Map.Entry<String, Benchmark> benchmark : ALL.entrySet()) {
        if (names.isEmpty() || names.contains(benchmark.getKey())) {
          System.out.printf("%n## %s%n", benchmark.getKey());
          benchmark.getValue().run(scale);
        }
      }
      return 0;
    } catch (Exception e) {
      System.out.println("FAIL " + e);
      e.printStackTrace();
      return 1;
    }
  }

  /** Takes the options out of the arguments. */
  private static Scale scale(List<String> arguments) {
    Scale whole = arguments.remove("--quick") ? Scale.QUICK : Scale.FULL;
    Scale repeated =
        option(arguments, "--runs").map(Integer::valueOf).map(whole::times).orElse(whole);
    return option(arguments, "--only").map(repeated::only).orElse(repeated);
  }

  /** Takes an option with its value out of the arguments. */
  private static Optional<String> option(List<String> arguments, String name) {
    int option = arguments.indexOf(name);
    if (option < 0 || option + 1 == arguments.size()) {
      return Optional.empty();
    }
    arguments.remove(option);
    return Optional.of(arguments.remove(option));
  }
}
