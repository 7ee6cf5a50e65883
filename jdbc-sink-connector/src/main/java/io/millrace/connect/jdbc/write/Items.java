package io.millrace.connect.jdbc.write;

import io.millrace.connect.data.JsonData;
import java.math.BigDecimal;
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
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** As JSON. */
  @Override
  public String toString() {
    return JsonData.text(null, values);
  }
}
