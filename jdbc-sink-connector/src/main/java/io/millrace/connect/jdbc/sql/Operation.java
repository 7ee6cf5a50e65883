package io.millrace.connect.jdbc.sql;

/** What is done with a row. */
public enum Operation {
  INSERT,
  UPSERT,
  UPDATE,
  INSERT_IGNORE,
  DELETE;

  /** Whether one statement can take a key only once, because each row must find its own. */
  public boolean needsDistinctKeys() {
    return this == UPSERT || this == UPDATE;
  }
}
