package io.millrace.connect.jdbc.write;

import java.math.BigDecimal;

/** PostgreSQL's binary form of decimals: digits of base 10,000 around the point. */
final class BinaryNumeric {

  private static final int BASE = 10_000;
  private static final int DIGITS_OF_BASE = 4;
  private static final int MAX_PRECISION = 15;
  private static final int NEGATIVE = 0x4000;
  private static final int[] POWERS = {1, 10, 100, 1000};

  private BinaryNumeric() {}

  /** Writes a decimal of up to 15 digits; longer ones are left to the text form. */
  static void write(BigDecimal number, CopyBuffer out) throws NoBinaryFormException {
    int scale = number.scale();
    if (scale < 0 || scale > MAX_PRECISION || number.precision() > MAX_PRECISION) {
      throw new NoBinaryFormException(number);
    }
    int missing = Math.floorMod(-scale, DIGITS_OF_BASE);
    long unscaled = Math.abs(number.unscaledValue().longValue()) * POWERS[missing];
    int digits = digits(unscaled);
    int afterPoint = (scale + missing) / DIGITS_OF_BASE;
    out.int16(digits);
    out.int16(digits == 0 ? 0 : digits - afterPoint - 1);
    out.int16(number.signum() < 0 ? NEGATIVE : 0);
    out.int16(scale);
    long divisor = 1;
    for (int i = 1; i < digits; i++) {
      divisor *= BASE;
    }
    for (long rest = unscaled; divisor > 0 && digits > 0; divisor /= BASE) {
      out.int16((int) (rest / divisor));
      rest %= divisor;
    }
  }

  private static int digits(long unscaled) {
    int digits = 0;
    for (long rest = unscaled; rest > 0; rest /= BASE) {
      digits++;
    }
    return digits;
  }
}
