package io.millrace.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The run in the middle; of an even number, the one after it. */
final class Median {

  private Median() {}

  static <T> T of(List<T> runs, ToDoubleFunction<T> measure) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(measure))
        .skip(runs.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
