package io.millrace.benchmarks;

import java.util.regex.Pattern;

/**
 * How much a benchmark does: everything five times, or a tenth of it once.
 *
 * @param runs of each contender
 * @param divisor of every number of records
 * @param names what is found in the names of the contenders that run
 */
record Scale(int runs, int divisor, Pattern names) {

  static final Scale FULL = new Scale(5, 1, Pattern.compile(""));
  static final Scale QUICK = new Scale(1, 10, Pattern.compile(""));

  /** The same with this many runs of each contender. */
  Scale times(int number) {
    return new Scale(number, divisor, names);
  }

  /**
   * The same with those contenders only in whose names this is found.
   *
   * @throws IllegalArgumentException if it is no regular expression
   */
  Scale only(String expression) {
    return new Scale(runs, divisor, Pattern.compile(expression));
  }

  /** Whether a contender of this name runs. */
  boolean includes(String contender) {
    return names.matcher(contender).find();
  }

  Input of(long lines, int width) {
    return new Input(lines / divisor, width);
  }
}
