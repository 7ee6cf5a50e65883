package io.millrace.connect.file.append;

/**
 * When a file is complete, and what becomes of it then. Numbers may be {@link #NEVER}.
 *
 * @param maxAgeMs how long after its first record
 * @param maxIdleMs how long after its last record
 * @param suffix what the name of a file ends with until it is complete; empty for nothing
 * @param retainedFiles how many complete files of a path are kept
 * @param retainedMs how long they are kept
 */
public record RotationRules(
    long maxBytes,
    long maxRecords,
    long maxAgeMs,
    long maxIdleMs,
    String suffix,
    int retainedFiles,
    long retainedMs) {

  public static final int NEVER = -1;

  /** Whether files may become complete without a record that comes. */
  boolean goByTime() {
    return maxAgeMs != NEVER || maxIdleMs != NEVER;
  }
}
