package io.millrace.connect.file.tail;

/** Which of the files that have something to read comes first. */
public enum ReadOrder {
  FAIR,
  OLDEST_FIRST
}
