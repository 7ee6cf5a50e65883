package io.millrace.connect.jdbc.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The marker Debezium puts where the source did not tell a large value that has not changed. */
final class UnavailableValue {

  private static final String MARKER = "__debezium_unavailable_value";
  private static final byte[] BYTES = MARKER.getBytes(StandardCharsets.UTF_8);

  // As text, and as the JSON of an array or a map that holds nothing else.
  private static final List<String> TEXTS =
      List.of(MARKER, "[\"" + MARKER + "\"]", "{\"" + MARKER + "\":\"" + MARKER + "\"}");

  private UnavailableValue() {}

  static boolean is(@Nullable Object value) {
    if (value instanceof String text) {
      return TEXTS.stream().anyMatch(text::equals);
    }
    return value instanceof byte[] bytes && Arrays.equals(bytes, BYTES);
  }
}
