package io.millrace.connect.transforms.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New maps that keep the order of their entries, each in the form that suits its size. */
final class Maps {

  private Maps() {}

  /** An empty map for this many entries. */
  static Map<Object, @Nullable Object> sized(int entries) {
    return entries <= OrderedMap.MOST_ENTRIES
        ? new OrderedMap(entries)
        : new LinkedHashMap<>((entries * 4 + 2) / 3); // three quarters of it are filled
  }

  /** A copy with room for some more entries. */
  static Map<Object, @Nullable Object> copy(Map<Object, @Nullable Object> map, int more) {
    int entries = map.size() + more;
    if (entries <= OrderedMap.MOST_ENTRIES) {
      return OrderedMap.copyOf(map, more);
    }
    Map<Object, @Nullable Object> copy = sized(entries);
    copy.putAll(map);
    return copy;
  }

  /**
   * The map with another key, which is not there yet, for an entry that keeps its place; without
   * that entry the map as it is.
   */
  static Map<Object, @Nullable Object> rename(
      Map<Object, @Nullable Object> map, Object key, Object other) {
    if (map instanceof OrderedMap ordered) {
      ordered.rename(key, other);
      return map;
    }
    if (!map.containsKey(key)) {
      return map;
    }
    Map<Object, @Nullable Object> renamed = sized(map.size());
    map.forEach((each, value) -> renamed.put(key.equals(each) ? other : each, value));
    return renamed;
  }

  /** Adds an entry whose key is known not to be there. */
  static void append(
      Map<Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
    if (map instanceof OrderedMap ordered) {
      ordered.append(key, value);
    } else {
      map.put(key, value);
    }
  }
}
