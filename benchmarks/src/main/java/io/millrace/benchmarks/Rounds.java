package io.millrace.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stages that run in turns, round after round; prints the median of each as a Markdown table. */
final class Rounds {

  /** One of them. */
  @FunctionalInterface
  interface Stage {

    /** Runs it once. */
    Measurement run() throws Exception;
  }

  private final List<String> processes;
  private final List<Runs> stages;

  private Rounds(List<String> processes, List<Runs> stages) {
    this.processes = processes;
    this.stages = stages;
  }

  /**
   * Runs all stages as often as the scale says.
   *
   * @param processes whose costs the measurements tell
   */
  static Rounds run(List<String> processes, Scale scale, List<Stage> stages) throws Exception {
    List<Runs> runs = Stream.generate(Runs::new).limit(stages.size()).toList();
    for (int round = 0; round < scale.runs(); round++) {
      for (int i = 0; i < stages.size(); i++) {
        runs.get(i).add(stages.get(i).run());
      }
    }
    return new Rounds(processes, runs);
  }

  void print(PrintStream out) {
    print(out, "", stage -> "");
  }

  /** With one more column: how fast each is beside the first. */
  void printBesideFirst(PrintStream out) {
    double yardstick = stages.get(0).median().recordsPerSecond();
    print(
        out,
        " Ratio |",
        stage -> String.format(Locale.ROOT, " %.2f |", stage.recordsPerSecond() / yardstick));
  }

  private void print(PrintStream out, String lastTitle, Function<Measurement, String> lastCell) {
    out.print("| | Records | Records/s | lowest - highest | MB/s |");
    processes.forEach(name -> out.printf(" CPU s per million, %s |", name));
    out.printf(" Peak MB so far, %s |%s%n", String.join(" / ", processes), lastTitle);
    out.println("|---|" + "---:|".repeat(5 + processes.size() + (lastTitle.isEmpty() ? 0 : 1)));
    for (Runs stage : stages) {
      out.println(row(stage) + lastCell.apply(stage.median()));
    }
    out.flush();
  }

  private String row(Runs stage) {
    Measurement median = stage.median();
    BarChart.Bar bar = stage.bar();
    var row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,.0f | %,.0f - %,.0f | %.1f |",
            median.stage(),
            median.records(),
            bar.value(),
            bar.lowest(),
            bar.highest(),
            median.megabytesPerSecond()));
    for (int process = 0; process < processes.size(); process++) {
      row.append(String.format(Locale.ROOT, " %.2f |", median.cpuSecondsPerMillion(process)));
    }
    List<String> peaks =
        IntStream.range(0, processes.size())
            .mapToObj(i -> megabytes(median.costs().get(i)))
            .toList();
    return row.append(" ").append(String.join(" / ", peaks)).append(" |").toString();
  }

  private static String megabytes(Cost cost) {
    return cost.peakMegabytes() == 0 ? "-" : Long.toString(cost.peakMegabytes());
  }

  /** The medians as bars of a plot. */
  List<BarChart.Bar> bars() {
    return stages.stream().map(Runs::bar).toList();
  }
}
