package io.millrace.connect.jdbc.sql;

/** What is done with a row. */
public enum Operation {
  INSERT,
  UPSERT,
  UPDATE,
  INSERT_IGNORE,
  DELETE,
  /** Removes all rows of the table. */
  TRUNCATE;

  /** Whether rows are stored, for which a table may be made. */
  public boolean writesRows() {
    return this != DELETE && this != TRUNCATE;
  }

  /** Whether it adds a row only where none has the key. */
  public boolean addsMissing() {
    return this == UPSERT || this == INSERT_IGNORE;
  }

  /** Whether one statement can take a key only once, because each row must find its own. */
  public boolean needsDistinctKeys() {
    return this == UPSERT || this == UPDATE;
  }
}
