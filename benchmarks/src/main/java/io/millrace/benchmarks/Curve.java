package io.millrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a speed changes with one quantity: a Markdown table with a row per value, and a plot. */
final class Curve {

  private final String name;
  private final String title;
  private final int runs;
  private final PrintStream out;
  private final List<BarChart.Bar> bars = new ArrayList<>();

  /**
   * @param name of the files of its results
   * @param quantity what differs from point to point
   * @param runs of each point, of which the median counts
   */
  Curve(String name, String quantity, int runs, PrintStream out) {
    this.name = name;
    this.title = quantity;
    this.runs = runs;
    this.out = out;
    out.printf(
        "%n| %s | Records | of bytes | Records/s | lowest - highest | MB/s |"
            + " CPU s per million, worker | Peak MB, worker so far |%n",
        quantity);
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
  }

  /** Measures one point. */
  void point(Contender contender, Input input) throws Exception {
    var all = new Runs();
    for (int run = 0; run < runs; run++) {
      all.add(contender.run(input));
    }
    Measurement median = all.median();
    BarChart.Bar bar = all.bar();
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %,.0f | %,.0f - %,.0f | %.1f | %.2f | %d |%n",
        median.stage(),
        input.lines(),
        input.width(),
        bar.value(),
        bar.lowest(),
        bar.highest(),
        median.megabytesPerSecond(),
        median.cpuSecondsPerMillion(Meter.WORKER),
        median.costs().get(Meter.WORKER).peakMegabytes());
    out.flush();
    bars.add(bar);
  }

  /** Writes the numbers and the plot of the points so far. */
  void publish(Publication publication) throws IOException {
    publication.write(name, title, "records/s, median of " + runs, bars);
  }
}
