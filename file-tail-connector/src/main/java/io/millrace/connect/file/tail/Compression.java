package io.millrace.connect.file.tail;

/** Which compressed files are read. */
public enum Compression {
  /** None. */
  NONE,
  /** Rotated files whose names end in {@code .gz}. */
  AUTO
}
