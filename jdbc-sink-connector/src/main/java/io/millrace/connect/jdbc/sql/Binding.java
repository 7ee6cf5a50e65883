package io.millrace.connect.jdbc.sql;

/** How rows become parameters of a statement. */
public enum Binding {
  /** The text takes one row; rows are added to a batch. */
  BATCH,
  /** The text is as long as the number of rows, which all go as single parameters. */
  ROWS,
  /** The text takes any number of rows: one array for each column. */
  ARRAYS
}
