package io.millrace.connect.transforms.structure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** A copy without the entries of these keys, or the map as it is if it has none of them. */
  static Map<Object, @Nullable Object> without(
      Map<Object, @Nullable Object> map, List<String> keys, int more) {
    if (map.size() + more <= OrderedMap.MOST_ENTRIES) {
      OrderedMap rest = OrderedMap.without(map, keys, more);
      return rest.size() < map.size() ? rest : map;
    }
    Map<Object, @Nullable Object> copy = copy(map, more);
    keys.forEach(copy::remove);
    return copy.size() < map.size() ? copy : map;
  }

  /**
   * A copy with other keys, which are not there yet, for some entries, which keep their places; or
   * the map as it is if it has none of them.
   */
  static Map<Object, @Nullable Object> renamed(
      Map<Object, @Nullable Object> map, String[] from, String[] to, int more) {
    if (map.size() + more <= OrderedMap.MOST_ENTRIES) {
      OrderedMap copy = OrderedMap.copyOf(map, more);
      return copy.rename(from, to) ? copy : map;
    }
    Map<Object, @Nullable Object> renamed = sized(map.size() + more);
    List<String> names = Arrays.asList(from);
    boolean changed = false;
    for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
      int index = names.indexOf(entry.getKey());
      renamed.put(index < 0 ? entry.getKey() : to[index], entry.getValue());
      changed |= index >= 0;
    }
    return changed ? renamed : map;
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
