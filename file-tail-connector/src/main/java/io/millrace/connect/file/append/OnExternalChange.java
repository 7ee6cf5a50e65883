package io.millrace.connect.file.append;

/** What to do about a file that somebody else changed. */
public enum OnExternalChange {
  APPEND,
  FAIL
}
