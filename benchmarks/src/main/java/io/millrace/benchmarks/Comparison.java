package io.millrace.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** Runs contenders in turns on one machine and prints the median of each as a Markdown table. */
final class Comparison {

  private final String name;
  private final PrintStream out;
  private final Scale scale;
  private final Publication publication;

  /**
   * @param name of the files of its results
   */
  Comparison(String name, PrintStream out, Scale scale, Publication publication) {
    this.name = name;
    this.publication = publication;
    this.out = out;
    this.scale = scale;
  }

  /**
   * Compares; the first contender is what the others are measured by.
   *
   * @param warmUp a smaller input that everyone moves once before
   */
  void run(List<Contender> all, Input warmUp, Input input) throws Exception {
    List<Contender> contenders =
        all.stream().filter(contender -> scale.includes(contender.name())).toList();
    out.printf(
        Locale.ROOT,
        "%n%,d records of %d bytes, median of %d runs in turns (lowest to highest)%n%n",
        input.lines(),
        input.width(),
        scale.runs());
    List<List<Result>> results = new ArrayList<>();
    for (Contender contender : contenders) {
      contender.run(warmUp);
      results.add(new ArrayList<>());
    }
    for (int run = 0; run < scale.runs(); run++) {
      for (int i = 0; i < contenders.size(); i++) {
        results.get(i).add(contenders.get(i).run(input));
      }
    }
    print(contenders, results);
    publication.write(
        name + "-" + input.width(),
        "%s, %,d records of %d bytes".formatted(name, input.lines(), input.width()),
        "records/s, median of " + scale.runs(),
        bars(contenders, results));
  }

  private static List<BarChart.Bar> bars(List<Contender> contenders, List<List<Result>> results) {
    List<BarChart.Bar> bars = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      DoubleSummaryStatistics speeds =
          results.get(i).stream().mapToDouble(Result::recordsPerSecond).summaryStatistics();
      bars.add(
          new BarChart.Bar(
              contenders.get(i).name(),
              Result.median(results.get(i)).recordsPerSecond(),
              speeds.getMin(),
              speeds.getMax()));
    }
    return bars;
  }

  private void print(List<Contender> contenders, List<List<Result>> results) {
    out.println(
        "| | Records/s | lowest - highest | MB/s | CPU s per million, worker | broker | database |"
            + " Peak MB, worker | Ratio |");
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    double yardstick = Result.median(results.get(0)).recordsPerSecond();
    for (int i = 0; i < contenders.size(); i++) {
      Result median = Result.median(results.get(i));
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f - %,.0f | %.1f | %.2f | %.2f | %.2f | %d | %.2f |%n",
          contenders.get(i).name(),
          median.recordsPerSecond(),
          results.get(i).stream().mapToDouble(Result::recordsPerSecond).min().orElse(0),
          results.get(i).stream().mapToDouble(Result::recordsPerSecond).max().orElse(0),
          median.megabytesPerSecond(),
          median.cpuSecondsPerMillion(median.worker()),
          median.cpuSecondsPerMillion(median.broker()),
          median.cpuSecondsPerMillion(median.database()),
          median.worker().peakMegabytes(),
          median.recordsPerSecond() / yardstick);
    }
    out.flush();
  }
}
