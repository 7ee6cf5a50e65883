package io.millrace.connect.data;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The text of single values. */
public final class PlainText {

  private PlainText() {}

  /**
   * The text of a value: bytes as UTF-8, numbers without an exponent, points in time in ISO 8601;
   * null if it has parts.
   */
  public static @Nullable String of(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof ByteBuffer buffer) {
      return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
    }
    if (value instanceof BigDecimal decimal) {
      return JsonData.digits(decimal);
    }
    if (value instanceof Double || value instanceof Float) {
      return writtenOut(value.toString());
    }
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    boolean hasParts = value instanceof Struct || value instanceof Map || value instanceof Iterable;
    return value == null || hasParts ? null : value.toString();
  }

  /** The same, with dates and times of day as the schema says. */
  public static @Nullable String of(@Nullable Schema schema, @Nullable Object value) {
    return of(dated(schema, value));
  }

  /** A date, time of day or point in time as text, as its schema says; other values as they are. */
  public static @Nullable Object dated(@Nullable Schema schema, @Nullable Object value) {
    return value instanceof Date date ? JsonData.isoTime(schema, date) : value;
  }

  // Java writes large and small numbers with an exponent, as in 1.25E7.
  private static String writtenOut(String number) {
    if (number.indexOf('E') < 0) {
      return number;
    }
    BigDecimal decimal = new BigDecimal(number).stripTrailingZeros();
    return decimal.setScale(Math.max(1, decimal.scale())).toPlainString();
  }
}
