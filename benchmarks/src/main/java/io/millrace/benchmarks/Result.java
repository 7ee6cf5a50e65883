package io.millrace.benchmarks;

import java.util.List;

/**
 * One run.
 *
 * @param seconds from the start of the work to its last committed record
 * @param worker what the Connect worker, or the plain client, used meanwhile
 * @param broker what the broker used
 * @param database what the database used
 */
record Result(Input input, double seconds, Cost worker, Cost broker, Cost database) {

  /** The one in the middle by speed. */
  static Result median(List<Result> results) {
    return Median.of(results, Result::recordsPerSecond);
  }

  double recordsPerSecond() {
    return input.lines() / seconds;
  }

  double megabytesPerSecond() {
    return input.bytes() / 1e6 / seconds;
  }

  double cpuSecondsPerMillion(Cost cost) {
    return cost.cpuSeconds() * 1e6 / input.lines();
  }
}
