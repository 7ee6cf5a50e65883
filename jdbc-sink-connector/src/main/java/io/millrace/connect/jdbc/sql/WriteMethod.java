package io.millrace.connect.jdbc.sql;

/** How rows travel to the database. */
public enum WriteMethod {
  /** The fastest way the rows allow. */
  AUTO,
  /** As the values of statements for many rows. */
  VALUES,
  /** As one array for each column. */
  UNNEST,
  /** By the database's own bulk load, where all keys are new. */
  COPY
}
