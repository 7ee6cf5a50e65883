package io.millrace.connect.transforms.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New maps that keep the order of their entries, no larger than they need to be. */
final class Maps {

  private Maps() {}

  /** An empty map for this many entries. */
  static Map<Object, @Nullable Object> sized(int entries) {
    return new LinkedHashMap<>((entries * 4 + 2) / 3); // three quarters of it are filled
  }

  /** A copy with room for some more entries. */
  static Map<Object, @Nullable Object> copy(Map<Object, @Nullable Object> map, int more) {
    Map<Object, @Nullable Object> copy = sized(map.size() + more);
    // The copy constructor makes the table of a map of twelve entries twice as large.
    for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
      copy.put(entry.getKey(), entry.getValue());
    }
    return copy;
  }
}
