package io.millrace.connect.transforms.structure;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small map that keeps the order of its entries, in two arrays instead of a node per entry.
 *
 * <p>Values without schema have a dozen entries and are mostly read from the first to the last, so
 * an entry is found by looking at each in turn: at the keys first, which JSON parsers make one
 * instance of, as the paths of fields are, then at their hashes. A map with many entries is better
 * off as a {@link java.util.LinkedHashMap}; {@link Maps} chooses. Like it, this may be read by many
 * threads, and changed by one.
 */
final class OrderedMap extends AbstractMap<Object, @Nullable Object> {

  /** Above this a search in turn is no longer faster than a hash table. */
  static final int MOST_ENTRIES = 32;

  private @Nullable Object[] keys;
  private @Nullable Object[] values;
  private int size;

  OrderedMap(int capacity) {
    keys = new Object[capacity];
    values = new Object[capacity];
  }

  private OrderedMap(@Nullable Object[] keys, @Nullable Object[] values, int size) {
    this.keys = keys;
    this.values = values;
    this.size = size;
  }

  static OrderedMap copyOf(Map<Object, @Nullable Object> map, int more) {
    if (map instanceof OrderedMap other) {
      int capacity = other.size + more;
      return new OrderedMap(
          Arrays.copyOf(other.keys, capacity), Arrays.copyOf(other.values, capacity), other.size);
    }
    return without(map, List.of(), more);
  }

  /** Adds an entry whose key is known not to be there. */
  void append(@Nullable Object key, @Nullable Object value) {
    if (size == keys.length) {
      int larger = size + (size >> 1) + 4;
      keys = Arrays.copyOf(keys, larger);
      values = Arrays.copyOf(values, larger);
    }
    keys[size] = key;
    values[size++] = value;
  }

  private int indexOf(@Nullable Object key) {
    for (int i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    return indexOfEqual(key);
  }

  private int indexOfEqual(@Nullable Object key) {
    int hash = key == null ? 0 : key.hashCode();
    for (int i = 0; i < size; i++) {
      Object candidate = keys[i];
      if (candidate != null && candidate.hashCode() == hash && candidate.equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Gives some entries other keys, which are not there yet; whether it has any of them. */
  boolean rename(String[] from, String[] to) {
    boolean changed = false;
    for (int i = 0; i < from.length; i++) {
      int index = indexOf(from[i]);
      if (index >= 0) {
        keys[index] = to[i];
        changed = true;
      }
    }
    return changed;
  }

  /** A copy without the entries of these keys, made in one pass. */
  static OrderedMap without(Map<Object, @Nullable Object> map, List<String> names, int more) {
    Object[] keys = new Object[map.size() + more];
    Object[] values = new Object[keys.length];
    int kept = 0;
    for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
      Object key = entry.getKey();
      if (!isAmong(names, key)) {
        keys[kept] = key;
        values[kept++] = entry.getValue();
      }
    }
    var copy = new OrderedMap(keys, values, kept);
    if (map.size() - kept < names.size()) {
      names.forEach(copy::remove); // those that are equal, but not the same
    }
    return copy;
  }

  private static boolean isAmong(List<String> names, @Nullable Object key) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) == key) {
        return true;
      }
    }
    return false;
  }

  private void removeAt(int index) {
    size--;
    System.arraycopy(keys, index + 1, keys, index, size - index);
    System.arraycopy(values, index + 1, values, index, size - index);
    keys[size] = null;
    values[size] = null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
    int index = indexOf(key);
    if (index < 0) {
      append(key, value);
      return null;
    }
    Object before = values[index];
    values[index] = value;
    return before;
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    int index = indexOf(key);
    if (index < 0) {
      return null;
    }
    Object before = values[index];
    removeAt(index);
    return before;
  }

  @Override
  public void forEach(BiConsumer<? super Object, ? super @Nullable Object> action) {
    for (int i = 0; i < size; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<Object, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<Object, @Nullable Object>> {

    @Override
    public int size() {
      return size;
    }

    @Override
    public Iterator<Map.Entry<Object, @Nullable Object>> iterator() {
      return new InOrder();
    }
  }

  private final class InOrder implements Iterator<Map.Entry<Object, @Nullable Object>> {

    private int next;
    private boolean isRemovable;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<Object, @Nullable Object> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      isRemovable = true;
      return new Entry(keys[next], values[next++]);
    }

    @Override
    public void remove() {
      if (!isRemovable) {
        throw new IllegalStateException();
      }
      isRemovable = false;
      removeAt(--next);
    }
  }

  /** An entry as it was when it was read; setting its value sets that of the map too. */
  private final class Entry extends SimpleEntry<Object, @Nullable Object> {

    private static final long serialVersionUID = 1L;

    Entry(@Nullable Object key, @Nullable Object value) {
      super(key, value);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
