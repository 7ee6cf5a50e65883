package io.millrace.connect.file.mapping;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The source partition of a path. Connect looks it up for every record, so one instance is shared
 * and its hash is computed once.
 */
public final class FilePartition extends AbstractMap<String, String> {

  /** The only key. */
  public static final String FILE = "file";

  private final Set<Map.Entry<String, String>> entries;
  private final int hash;

  public FilePartition(String path) {
    this.entries = Map.of(FILE, path).entrySet();
    this.hash = super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
