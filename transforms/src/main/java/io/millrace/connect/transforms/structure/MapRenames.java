package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Addition.IfExists;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The new names of entries of a map without schema. */
final class MapRenames {

  private final Map<String, Level.Rename> renames;
  private final String[] from;
  private final String[] to;
  private final Set<String> removed;
  private final boolean areChained;

  /**
   * @param removed the names of entries that go away, and so are free
   */
  MapRenames(Map<String, Level.Rename> renames, Set<String> removed) {
    this.renames = renames;
    this.from = renames.keySet().toArray(String[]::new);
    this.to = renames.values().stream().map(Level.Rename::name).toArray(String[]::new);
    this.removed = removed;
    this.areChained = Stream.of(to).anyMatch(renames::containsKey);
  }

  /** Whether no new name is one of a map so far, so that the order of renaming does not matter. */
  boolean areApartFrom(Map<?, ?> input) {
    for (int i = 0; i < to.length; i++) {
      if (input.containsKey(to[i])) {
        return false;
      }
    }
    return !areChained;
  }

  /**
   * The map with the new names, where {@link #areApartFrom} holds; the map itself if it has none.
   */
  Map<Object, @Nullable Object> renamed(Map<Object, @Nullable Object> map, int more) {
    return from.length == 0 ? map : Maps.renamed(map, from, to, more);
  }

  /** The entries that make way for renamed ones. */
  Set<String> replaced(Map<?, ?> input) {
    Set<String> replaced = Set.of();
    for (Map.Entry<String, Level.Rename> entry : renames.entrySet()) {
      Level.Rename rename = entry.getValue();
      if (rename.ifExists() == IfExists.OVERWRITE
          && input.containsKey(entry.getKey())
          && isTaken(rename, input)) {
        replaced = replaced.isEmpty() ? new HashSet<>() : replaced;
        replaced.add(rename.name());
      }
    }
    return replaced;
  }

  private boolean isTaken(Level.Rename rename, Map<?, ?> input) {
    return input.containsKey(rename.name())
        && !renames.containsKey(rename.name())
        && !removed.contains(rename.name());
  }

  /** The name of an entry afterwards. */
  Object newKey(Object key, Map<?, ?> input) {
    Level.Rename rename = renames.get(key);
    if (rename == null) {
      return key;
    }
    if (rename.ifExists() == IfExists.FAIL && isTaken(rename, input)) {
      throw rename.collision();
    }
    return rename.name();
  }
}
