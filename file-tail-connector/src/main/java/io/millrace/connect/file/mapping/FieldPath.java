package io.millrace.connect.file.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field of a value: names with dots between them, back-ticks around names with dots.
 */
record FieldPath(String text, List<String> names) {

  private static final Pattern NAME = Pattern.compile("\\G(?:`([^`]+)`|([^.`]+))(?:\\.(?=.)|$)");

  /** Reads a path; throws IllegalArgumentException saying what it must be. */
  static FieldPath parse(String text) {
    Matcher name = NAME.matcher(text);
    List<String> names =
        name.results().map(r -> r.group(1) == null ? r.group(2) : r.group(1)).toList();
    if (names.isEmpty() || !NAME.matcher(text).replaceAll("").isEmpty()) {
      throw new IllegalArgumentException(
          "must name a field such as a.b, with back-ticks around names that have dots, not '"
              + text
              + "'");
    }
    return new FieldPath(text, names);
  }

  /** The field's value; empty when it is null or not there. */
  Optional<Object> in(@Nullable Object value) {
    Object current = value;
    for (String name : names) {
      current = field(current, name);
    }
    return Optional.ofNullable(current);
  }

  private static @Nullable Object field(@Nullable Object value, String name) {
    if (value instanceof Struct struct) {
      return struct.schema().field(name) == null ? null : struct.get(name);
    }
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
