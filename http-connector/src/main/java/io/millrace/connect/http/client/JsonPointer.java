package io.millrace.connect.http.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to a value within JSON (RFC 6901), such as {@code /items/0/id}. */
public record JsonPointer(String text, List<String> steps) {

  /** Reads a pointer; throws IllegalArgumentException saying what it must be. */
  public static JsonPointer parse(String text) {
    if (!text.isEmpty() && text.charAt(0) != '/') {
      throw new IllegalArgumentException("must be a JSON pointer (RFC 6901), such as /items");
    }
    List<String> steps = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String step : text.substring(1).split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return new JsonPointer(text, List.copyOf(steps));
  }

  /** What it leads to; null if it leads nowhere, or to a null. */
  public @Nullable Object in(@Nullable Object root) {
    Object value = root;
    for (String step : steps) {
      value = next(value, step);
    }
    return value;
  }

  private static @Nullable Object next(@Nullable Object value, String step) {
    if (value instanceof Map<?, ?> map) {
      return map.get(step);
    }
    if (value instanceof List<?> list && step.matches("0|[1-9]\\d{0,8}")) {
      int index = Integer.parseInt(step);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
