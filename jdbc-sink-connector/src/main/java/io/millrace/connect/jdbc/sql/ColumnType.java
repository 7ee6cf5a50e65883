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
  /** A decimal whose digits after the point differ from value to value. */
  NUMBER,
  DATE,
  TIME,
  /** A time of day with its distance from UTC. */
  ZONED_TIME,
  /** A point in time. */
  TIMESTAMP,
  /** A date and time without zone. */
  LOCAL_TIMESTAMP,
  JSON,
  UUID,
  XML,
  BITS,
  /** Records without schema do not say; the table's column decides. */
  UNKNOWN
}
