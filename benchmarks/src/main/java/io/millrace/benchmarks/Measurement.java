package io.millrace.benchmarks;

import java.util.Locale;

/** How long one stage took to move how much. */
record Measurement(String stage, long records, long bytes, double seconds) {

  /** The measurement as a bar of a plot. */
  BarChart.Bar bar() {
    double rate = records / seconds;
    return new BarChart.Bar(stage, rate, rate, rate);
  }

  /** The measurement as a row of a Markdown table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.1f | %,.0f | %.1f |",
        stage,
        records,
        seconds,
        records / seconds,
        bytes / 1e6 / seconds);
  }
}
