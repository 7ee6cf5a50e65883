package io.millrace.connect.data;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The text of single values. */
public final class PlainText {

  private PlainText() {}

  /** The text of a value: bytes as UTF-8, points in time in ISO 8601; null if it has parts. */
  public static @Nullable String of(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof ByteBuffer buffer) {
      return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    boolean hasParts = value instanceof Struct || value instanceof Map || value instanceof Iterable;
    return value == null || hasParts ? null : value.toString();
  }
}
