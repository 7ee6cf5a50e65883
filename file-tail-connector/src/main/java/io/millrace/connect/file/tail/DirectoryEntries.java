package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was in a directory, by name. */
final class DirectoryEntries {

  static final DirectoryEntries NONE = new DirectoryEntries(new TreeMap<>());

  private final NavigableMap<String, Path> byName;

  private DirectoryEntries(NavigableMap<String, Path> byName) {
    this.byName = Collections.unmodifiableNavigableMap(byName);
  }

  static DirectoryEntries of(Iterable<Path> paths) {
    NavigableMap<String, Path> byName = new TreeMap<>();
    for (Path path : paths) {
      byName.put(String.valueOf(path.getFileName()), path);
    }
    return new DirectoryEntries(byName);
  }

  Collection<Path> all() {
    return byName.values();
  }

  /** Those whose names begin so. */
  Collection<Path> beginningWith(String prefix) {
    return byName.subMap(prefix, true, prefix + Character.MAX_VALUE, true).values();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }
}
