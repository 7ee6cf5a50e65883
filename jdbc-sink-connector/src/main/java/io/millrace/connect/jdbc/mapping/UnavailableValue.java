package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.write.Items;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The marker Debezium puts where the source did not tell a large value that has not changed. */
final class UnavailableValue {

  private static final String MARKER = "__debezium_unavailable_value";
  private static final byte[] BYTES = MARKER.getBytes(StandardCharsets.UTF_8);
  private static final String ID = UUID.nameUUIDFromBytes(BYTES).toString();

  // The JSON of an array and of a map that hold nothing else.
  private static final String ARRAY = "[\"" + MARKER + "\"]";
  private static final String MAP = "{\"" + MARKER + "\":\"" + MARKER + "\"}";

  private UnavailableValue() {}

  static boolean is(@Nullable Object value) {
    if (value instanceof String text) {
      return text.equals(MARKER) || text.equals(ARRAY) || text.equals(MAP);
    }
    if (value instanceof Items items) {
      return isHeldBy(items.values());
    }
    return value instanceof byte[] bytes && Arrays.equals(bytes, BYTES);
  }

  // An array of texts, bytes or UUIDs has the marker as its only element; one of numbers or dates
  // has a number for each of the marker's bytes.
  private static boolean isHeldBy(List<?> values) {
    if (values.size() == 1) {
      Object only = values.get(0);
      return MARKER.equals(only)
          || ID.equals(only)
          || only instanceof byte[] bytes && Arrays.equals(bytes, BYTES);
    }
    if (values.size() != BYTES.length) {
      return false;
    }
    for (int i = 0; i < BYTES.length; i++) {
      if (number(values.get(i)) != BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(@Nullable Object element) {
    if (element instanceof LocalDate day) {
      return day.toEpochDay();
    }
    return element instanceof Integer || element instanceof Long
        ? ((Number) element).longValue()
        : Long.MIN_VALUE;
  }
}
