package io.millrace.connect.jdbc.mapping;

/** What the records look like. */
public enum RecordFormat {
  /** Change events are recognised; every other record is plain. */
  AUTO,
  PLAIN,
  DEBEZIUM
}
