package io.millrace.connect.jdbc.mapping;

/** Where the primary key of a row comes from. */
public enum KeyMode {
  NONE,
  KAFKA,
  RECORD_KEY,
  RECORD_VALUE,
  RECORD_HEADER
}
