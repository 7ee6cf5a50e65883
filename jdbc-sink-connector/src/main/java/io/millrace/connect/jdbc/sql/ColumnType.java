package io.millrace.connect.jdbc.sql;

/** What kind of values a record holds for a column, as far as the record says. */
public enum ColumnType {
  INT8,
  INT16,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64,
  BOOLEAN,
  TEXT,
  BYTES,
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP,
  JSON,
  /** Records without schema do not say; the table's column decides. */
  UNKNOWN
}
