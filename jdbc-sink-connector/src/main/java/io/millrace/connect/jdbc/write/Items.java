package io.millrace.connect.jdbc.write;

import io.millrace.connect.data.JsonData;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list in a row: an array where a column has such a type, else JSON. */
public record Items(List<?> values) {

  /** About how many bytes they take as text. */
  long bytes() {
    return JsonData.size(values);
  }

  /**
   * As PostgreSQL writes arrays: {@code {1,NULL,"a b"}}.
   *
   * @param text of an element that has no parts and is not binary
   */
  String arrayText(Function<Object, String> text) {
    return values.stream()
        .map(value -> element(value, text))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String element(@Nullable Object value, Function<Object, String> text) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof List<?> list) {
      return new Items(list).arrayText(text);
    }
    return '"' + whole(value, text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String whole(Object value, Function<Object, String> text) {
    if (value instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    return isOneValue(value) ? text.apply(value) : JsonData.text(null, value);
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
