package io.millrace.connect.file.mapping;

/** How the value of a record is written. */
public enum RecordFormat {
  LINE,
  RAW,
  JSON,
  CSV
}
