package io.millrace.connect.file.mapping;

/** What happens to bytes that are no characters. */
public enum CharsetError {
  /** They become the replacement character U+FFFD. */
  REPLACE,
  /** The task fails. */
  FAIL
}
