package io.millrace.connect.transforms.value;

import java.math.BigDecimal;

/**
 * Floating point numbers of decimals, if no digit is lost.
 *
 * <p>What is printed decides: 0.1 is no binary fraction, yet nobody would call it changed.
 */
public final class Floats {

  // So few digits, at sizes so ordinary, survive the way into binary and back in any case.
  private static final int SAFE_DIGITS_OF_DOUBLE = 15;
  private static final int SAFE_DIGITS_OF_FLOAT = 6;
  private static final int SAFE_SCALE = 20;

  private Floats() {}

  /** The double; throws ArithmeticException if it would be printed as another number. */
  public static double wide(BigDecimal exact) {
    double nearest = exact.doubleValue();
    if (!isSafe(exact, SAFE_DIGITS_OF_DOUBLE)) {
      check(exact, nearest, Double.toString(nearest));
    }
    return nearest;
  }

  /** The float; throws ArithmeticException if it would be printed as another number. */
  public static float single(BigDecimal exact) {
    float nearest = exact.floatValue();
    if (!isSafe(exact, SAFE_DIGITS_OF_FLOAT)) {
      check(exact, nearest, Float.toString(nearest));
    }
    return nearest;
  }

  private static boolean isSafe(BigDecimal exact, int digits) {
    return exact.scale() >= 0 && exact.scale() <= SAFE_SCALE && exact.precision() <= digits;
  }

  private static void check(BigDecimal exact, double nearest, String printed) {
    if (Double.isInfinite(nearest) || new BigDecimal(printed).compareTo(exact) != 0) {
      throw new ArithmeticException("has more digits than a floating point number");
    }
  }
}
