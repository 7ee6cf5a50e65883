package io.millrace.connect.file.tail;

/** Which compressed files are read. */
public enum Compression {
  /** None. */
  NONE,
  /** Those whose names end in {@code .gz}. */
  AUTO
}
