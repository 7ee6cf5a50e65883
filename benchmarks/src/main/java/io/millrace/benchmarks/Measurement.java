package io.millrace.benchmarks;

import java.util.List;

/**
 * How long one stage took to move how much.
 *
 * @param costs what the processes of the benchmark used meanwhile, in their order
 */
record Measurement(String stage, long records, long bytes, double seconds, List<Cost> costs) {

  double recordsPerSecond() {
    return records / seconds;
  }

  double megabytesPerSecond() {
    return bytes / 1e6 / seconds;
  }

  double cpuSecondsPerMillion(int process) {
    return costs.get(process).cpuSeconds() * 1e6 / records;
  }
}
