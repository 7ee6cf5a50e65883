package io.millrace.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** Stages that run in turns, round after round; prints the median of each as a Markdown table. */
final class Rounds {

  /** One of them. */
  @FunctionalInterface
  interface Stage {

    /** Runs it once. */
    Measurement run() throws Exception;
  }

  private final Processes processes;
  private final List<List<Measurement>> stages = new ArrayList<>();

  private Rounds(Processes processes) {
    this.processes = processes;
  }

  /** Runs all stages as often as the scale says. */
  static Rounds run(Processes processes, Scale scale, List<Stage> stages) throws Exception {
    var rounds = new Rounds(processes);
    stages.forEach(stage -> rounds.stages.add(new ArrayList<>()));
    for (int round = 0; round < scale.runs(); round++) {
      for (int i = 0; i < stages.size(); i++) {
        rounds.stages.get(i).add(stages.get(i).run());
      }
    }
    return rounds;
  }

  void print(PrintStream out) {
    out.print("| Stage | Records | Records/s | lowest - highest | MB/s |");
    processes.names().forEach(name -> out.printf(" CPU s per million, %s |", name));
    out.println();
    out.println("|---|---:|---:|---:|---:|" + "---:|".repeat(processes.names().size()));
    stages.forEach(runs -> row(out, runs));
    out.printf("%n%s%n", processes.peaks());
  }

  private void row(PrintStream out, List<Measurement> runs) {
    Measurement median = median(runs);
    BarChart.Bar bar = bar(runs);
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %,.0f | %,.0f - %,.0f | %.1f |",
        median.stage(),
        median.records(),
        bar.value(),
        bar.lowest(),
        bar.highest(),
        median.megabytesPerSecond());
    for (int process = 0; process < processes.names().size(); process++) {
      out.printf(Locale.ROOT, " %.2f |", median.cpuSecondsPerMillion(process));
    }
    out.println();
  }

  /** The medians as bars of a plot. */
  List<BarChart.Bar> bars() {
    return stages.stream().map(Rounds::bar).toList();
  }

  private static BarChart.Bar bar(List<Measurement> runs) {
    DoubleSummaryStatistics speeds =
        runs.stream().mapToDouble(Measurement::recordsPerSecond).summaryStatistics();
    Measurement median = median(runs);
    return new BarChart.Bar(
        median.stage(), median.recordsPerSecond(), speeds.getMin(), speeds.getMax());
  }

  private static Measurement median(List<Measurement> runs) {
    return Median.of(runs, Measurement::recordsPerSecond);
  }
}
