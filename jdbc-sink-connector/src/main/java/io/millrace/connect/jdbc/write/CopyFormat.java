package io.millrace.connect.jdbc.write;

import java.util.List;

/** The form in which rows are loaded in bulk. */
interface CopyFormat {

  boolean isBinary();

  /**
   * Writes rows, with what comes before and after them.
   *
   * @throws NoBinaryFormException if this form cannot express one of the values; the buffer then
   *     holds nothing of use
   */
  void write(List<RowChange> changes, CopyBuffer out) throws NoBinaryFormException;
}
