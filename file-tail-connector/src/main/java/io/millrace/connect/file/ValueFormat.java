package io.millrace.connect.file;

/** What the value of a record is. */
enum ValueFormat {
  /** Bytes where the connector's value converter takes only those, else text. */
  AUTO,
  STRING,
  BYTES
}
