package io.millrace.connect.jdbc;

/** What happens to a record without value while deletes are off. */
enum NullValues {
  FAIL,
  IGNORE
}
