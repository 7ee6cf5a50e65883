package io.millrace.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Runs contenders in turns on one machine and prints the median of each as a Markdown table. */
final class Comparison {

  private final PrintStream out;
  private final int runs;

  Comparison(PrintStream out, int runs) {
    this.out = out;
    this.runs = runs;
  }

  /**
   * Compares; the first contender is what the others are measured by.
   *
   * @param warmUp a smaller input that everyone moves once before
   */
  void run(List<Contender> contenders, Input warmUp, Input input) throws Exception {
    out.printf(
        Locale.ROOT,
        "%n%,d records of %d bytes, median of %d runs in turns (lowest to highest)%n%n",
        input.lines(),
        input.width(),
        runs);
    List<List<Result>> results = new ArrayList<>();
    for (Contender contender : contenders) {
      contender.run(warmUp);
      results.add(new ArrayList<>());
    }
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < contenders.size(); i++) {
        results.get(i).add(contenders.get(i).run(input));
      }
    }
    print(contenders, results);
  }

  private void print(List<Contender> contenders, List<List<Result>> results) {
    out.println(
        "| | Records/s | lowest - highest | MB/s | CPU s per million, worker | broker |"
            + " Peak MB, worker | Ratio |");
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    double yardstick = median(results.get(0)).recordsPerSecond();
    for (int i = 0; i < contenders.size(); i++) {
      Result median = median(results.get(i));
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f - %,.0f | %.1f | %.2f | %.2f | %d | %.2f |%n",
          contenders.get(i).name(),
          median.recordsPerSecond(),
          results.get(i).stream().mapToDouble(Result::recordsPerSecond).min().orElse(0),
          results.get(i).stream().mapToDouble(Result::recordsPerSecond).max().orElse(0),
          median.megabytesPerSecond(),
          median.cpuSecondsPerMillion(median.worker()),
          median.cpuSecondsPerMillion(median.broker()),
          median.worker().peakMegabytes(),
          median.recordsPerSecond() / yardstick);
    }
    out.flush();
  }

  private static Result median(List<Result> results) {
    List<Result> sorted =
        results.stream().sorted(Comparator.comparingDouble(Result::recordsPerSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }
}
