package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** The runs of one stage. */
final class Runs {

  private final List<Measurement> all = new ArrayList<>();

  void add(Measurement run) {
    all.add(run);
  }

  /** The one in the middle by speed. */
  Measurement median() {
    return Median.of(all, Measurement::recordsPerSecond);
  }

  /** The median, with a line from the lowest to the highest. */
  BarChart.Bar bar() {
    DoubleSummaryStatistics speeds =
        all.stream().mapToDouble(Measurement::recordsPerSecond).summaryStatistics();
    Measurement median = median();
    return new BarChart.Bar(
        median.stage(), median.recordsPerSecond(), speeds.getMin(), speeds.getMax());
  }
}
