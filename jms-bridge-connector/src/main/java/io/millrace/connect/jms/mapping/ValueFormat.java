package io.millrace.connect.jms.mapping;

/** What the value of a source record is. */
public enum ValueFormat {
  AUTO,
  STRING,
  BYTES
}
