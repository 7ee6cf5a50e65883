package io.millrace.connect.file.tail;

/** What happens to a line that is longer than allowed. */
public enum LongLine {
  /** The task fails, so that nothing is cut silently. */
  FAIL,
  /** Its beginning is delivered. */
  TRUNCATE,
  /** It is left out. */
  SKIP,
  /** It is delivered in pieces. */
  SPLIT
}
