package io.millrace.connect.file.mapping;

/** What a record without a value leaves in a file. */
public enum NullValues {
  IGNORE,
  EMPTY,
  FAIL
}
