package io.millrace.connect.jdbc.write;

import org.jspecify.annotations.Nullable;

/** The form in which rows are loaded in bulk. */
interface CopyFormat {

  boolean isBinary();

  /** Writes what comes before the first row. */
  void begin(CopyBuffer out);

  /**
   * Writes one row.
   *
   * @throws NoBinaryFormException if this form cannot express one of the values; the buffer then
   *     ends with a part of the row
   */
  void row(@Nullable Object[] row, CopyBuffer out) throws NoBinaryFormException;

  /** Writes what comes after the last row. */
  void end(CopyBuffer out);
}
