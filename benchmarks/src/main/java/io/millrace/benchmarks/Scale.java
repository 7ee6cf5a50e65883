package io.millrace.benchmarks;

/**
 * How much a benchmark does: everything five times, or a tenth of it once.
 *
 * @param runs of each contender
 * @param divisor of every number of records
 * @param part what the names of the contenders that run contain
 */
record Scale(int runs, int divisor, String part) {

  static final Scale FULL = new Scale(5, 1, "");
  static final Scale QUICK = new Scale(1, 10, "");

  /** The same with this many runs of each contender. */
  Scale times(int number) {
    return new Scale(number, divisor, part);
  }

  /** The same with those contenders only whose names contain this. */
  Scale only(String name) {
    return new Scale(runs, divisor, name);
  }

  /** Whether a contender of this name runs. */
  boolean includes(String contender) {
    return contender.contains(part);
  }

  Input of(long lines, int width) {
    return new Input(lines / divisor, width);
  }
}
