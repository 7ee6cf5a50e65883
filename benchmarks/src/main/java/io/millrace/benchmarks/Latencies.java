package io.millrace.benchmarks;

import java.util.Arrays;

/** How long each of many requests took. Used by one thread at a time. */
final class Latencies {

  private final long[] nanos;
  private int count;
  private long total;

  Latencies(int requests) {
    this.nanos = new long[requests];
  }

  void add(long took) {
    nanos[count++] = took;
  }

  void took(long all) {
    total = all;
  }

  double seconds() {
    return total / 1e9;
  }

  /** Milliseconds that this share of the requests did not exceed. */
  double millis(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1L, (long) (count * share))] / 1e6;
  }
}
