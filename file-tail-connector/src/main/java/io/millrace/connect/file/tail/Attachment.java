package io.millrace.connect.file.tail;

/** To which neighbour a line belongs that is no event of its own. */
public enum Attachment {
  /** It comes after the line it belongs to. */
  AFTER,
  /** It comes before the line it belongs to. */
  BEFORE
}
