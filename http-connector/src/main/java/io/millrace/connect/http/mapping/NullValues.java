package io.millrace.connect.http.mapping;

/** What becomes of a record without a value. */
public enum NullValues {
  IGNORE,
  DELETE,
  EMPTY,
  FAIL
}
