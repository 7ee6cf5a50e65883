package io.millrace.connect.jms.mapping;

/** What the body of a sent message is. */
public enum MessageFormat {
  AUTO,
  STRING,
  BYTES,
  JSON,
  MAP
}
