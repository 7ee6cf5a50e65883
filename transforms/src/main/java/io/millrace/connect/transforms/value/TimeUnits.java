package io.millrace.connect.transforms.value;

import java.math.BigInteger;
import java.time.Instant;

/** What numbers that stand for points in time count since 1970. */
public enum TimeUnits {
  S(1),
  MS(1_000),
  US(1_000_000),
  NS(1_000_000_000);

  private static final long NANOS = 1_000_000_000;

  private final long perSecond;

  TimeUnits(long perSecond) {
    this.perSecond = perSecond;
  }

  /** The point in time, to the nanosecond. */
  Instant instant(long count) {
    long seconds = Math.floorDiv(count, perSecond);
    long rest = Math.floorMod(count, perSecond);
    return Instant.ofEpochSecond(seconds, rest * (NANOS / perSecond));
  }

  /** The count at a point in time; throws ArithmeticException if it does not fit. */
  long count(Instant instant) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(perSecond))
        .add(BigInteger.valueOf(instant.getNano() / (NANOS / perSecond)))
        .longValueExact();
  }
}
