package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.FieldType.Kind;
import io.millrace.connect.transforms.value.Utf8;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A value from the configuration that values of records are compared with, as what they are.
 *
 * @param number the value as a number, or null if it is none
 * @param time the value as a point in time, a day or a time of day, or null if it is none
 */
record Operand(String text, @Nullable BigDecimal number, @Nullable Date time) {

  static Operand of(String text) {
    Object time = read(text, Kind.TIMESTAMP);
    return new Operand(text, number(text), (Date) (time == null ? read(text, Kind.TIME) : time));
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object read(String text, Kind kind) {
    try {
      // Plain digits would be read as milliseconds, but are meant as a number.
      return number(text) == null ? new Conversion(new FieldType(kind, 0, 0)).convert(text) : null;
    } catch (Problem problem) {
      return null;
    }
  }

  /** How a value compares with this one; nothing if they cannot be compared. */
  OptionalInt compare(Object value) {
    if (value instanceof Number found) {
      return number == null || isNoNumber(found)
          ? OptionalInt.empty()
          : OptionalInt.of(new BigDecimal(found.toString()).compareTo(number));
    }
    if (value instanceof Date found) {
      return time == null ? OptionalInt.empty() : OptionalInt.of(found.compareTo(time));
    }
    if (value instanceof Boolean found) {
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
          ? OptionalInt.of(found.compareTo(Boolean.valueOf(text)))
          : OptionalInt.empty();
    }
    String found = text(value);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found.compareTo(text));
  }

  private static boolean isNoNumber(Number value) {
    return value instanceof Double || value instanceof Float
        ? !Double.isFinite(value.doubleValue())
        : false;
  }

  /** Text and bytes as text, or null. */
  static @Nullable String text(Object value) {
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      try {
        return Utf8.decode(value);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return value instanceof String text ? text : null;
  }
}
