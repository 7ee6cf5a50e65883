package io.millrace.connect.file.mapping;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The source partition of a path. Connect looks it up for every record, so one instance is shared
 * and its hash is computed once.
 */
public final class FilePartition extends AbstractMap<String, String> {

  /** The key of the path. */
  public static final String FILE = "file";

  /** The key of the machine's name, which is not always there. */
  public static final String HOST = "host";

  private final Set<Map.Entry<String, String>> entries;
  private final int hash;

  FilePartition(Map<String, String> content) {
    this.entries = content.entrySet();
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
