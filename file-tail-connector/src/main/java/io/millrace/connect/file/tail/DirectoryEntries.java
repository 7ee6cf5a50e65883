package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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

  /** What a directory lists, read to its end. */
  static DirectoryEntries of(Iterable<Path> paths) throws IOException {
    NavigableMap<String, Path> byName = new TreeMap<>();
    try {
      for (Path path : paths) {
        byName.put(String.valueOf(path.getFileName()), path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
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
