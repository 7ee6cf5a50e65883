package io.millrace.connect.jms.mapping;

/** What becomes of a record without value. */
public enum NullValues {
  IGNORE,
  EMPTY,
  FAIL
}
