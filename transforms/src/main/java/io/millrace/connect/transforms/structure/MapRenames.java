package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Addition.IfExists;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The new names of entries of a map without schema. */
final class MapRenames {

  private final Map<String, Level.Rename> renames;
  private final List<Map.Entry<String, Level.Rename>> all;
  private final Set<String> removed;
  private final boolean areChained;

  /**
   * @param removed the names of entries that go away, and so are free
   */
  MapRenames(Map<String, Level.Rename> renames, Set<String> removed) {
    this.renames = renames;
    this.all = List.copyOf(renames.entrySet());
    this.removed = removed;
    this.areChained = all.stream().anyMatch(one -> renames.containsKey(one.getValue().name()));
  }

  /** Old names with what becomes of them. */
  List<Map.Entry<String, Level.Rename>> all() {
    return all;
  }

  /** Whether no new name is one of a map so far, so that the order of renaming does not matter. */
  boolean areApartFrom(Map<?, ?> input) {
    for (int i = 0; i < all.size(); i++) {
      if (input.containsKey(all.get(i).getValue().name())) {
        return false;
      }
    }
    return !areChained;
  }

  /** The entries that make way for renamed ones. */
  Set<String> replaced(Map<?, ?> input) {
    Set<String> replaced = Set.of();
    for (Map.Entry<String, Level.Rename> entry : all) {
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
    if (rename == null || (rename.ifExists() == IfExists.KEEP && isTaken(rename, input))) {
      return key;
    }
    if (rename.ifExists() == IfExists.FAIL && isTaken(rename, input)) {
      throw rename.collision();
    }
    return rename.name();
  }
}
