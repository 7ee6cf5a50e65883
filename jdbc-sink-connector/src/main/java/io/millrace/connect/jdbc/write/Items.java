package io.millrace.connect.jdbc.write;

import io.millrace.connect.data.JsonData;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list in a row: an array where a column has such a type, else JSON. */
public record Items(List<?> values) {

  /** As PostgreSQL writes arrays: {@code {1,NULL,"a b"}}. */
  String arrayText() {
    return values.stream().map(Items::element).collect(Collectors.joining(",", "{", "}"));
  }

  private static String element(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof List<?> list) {
      return new Items(list).arrayText();
    }
    return '"' + text(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    return isOneValue(value) ? value.toString() : JsonData.text(null, value);
  }

  // Anything else has parts, which have a text as JSON only.
  private static boolean isOneValue(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Temporal
        || value instanceof Record;
  }

  /** As JSON. */
  @Override
  public String toString() {
    return JsonData.text(null, values);
  }
}
