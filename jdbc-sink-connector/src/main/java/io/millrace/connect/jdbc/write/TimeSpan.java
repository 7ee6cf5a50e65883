package io.millrace.connect.jdbc.write;

import java.time.Duration;

/**
 * A length of time as a number of parts of a second; a column that is no interval takes the number.
 *
 * @param unitsOfSecond how many of the parts make a second
 */
public record TimeSpan(long count, long unitsOfSecond) {

  Duration duration() {
    long nanosOfUnit = 1_000_000_000 / unitsOfSecond;
    return Duration.ofSeconds(
        Math.floorDiv(count, unitsOfSecond), Math.floorMod(count, unitsOfSecond) * nanosOfUnit);
  }

  /** The number. */
  @Override
  public String toString() {
    return Long.toString(count);
  }
}
