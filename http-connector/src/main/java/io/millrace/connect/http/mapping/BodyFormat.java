package io.millrace.connect.http.mapping;

/** What of a record's value goes into the body. */
public enum BodyFormat {
  /** Text and bytes as they are, anything else as JSON. */
  AUTO,
  JSON,
  STRING,
  BYTES
}
