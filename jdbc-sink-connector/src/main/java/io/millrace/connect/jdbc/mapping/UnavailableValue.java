package io.millrace.connect.jdbc.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The marker Debezium puts where the source did not tell a large value that has not changed. */
final class UnavailableValue {

  private static final String MARKER = "__debezium_unavailable_value";
  private static final byte[] BYTES = MARKER.getBytes(StandardCharsets.UTF_8);

  // The JSON of an array and of a map that hold nothing else.
  private static final String ARRAY = "[\"" + MARKER + "\"]";
  private static final String MAP = "{\"" + MARKER + "\":\"" + MARKER + "\"}";

  private UnavailableValue() {}

  static boolean is(@Nullable Object value) {
    if (value instanceof String text) {
      return text.equals(MARKER) || text.equals(ARRAY) || text.equals(MAP);
    }
    return value instanceof byte[] bytes && Arrays.equals(bytes, BYTES);
  }
}
