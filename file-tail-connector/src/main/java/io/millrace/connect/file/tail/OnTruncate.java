package io.millrace.connect.file.tail;

/** What happens with a file that was cut in place and of which there is no copy. */
public enum OnTruncate {
  RESTART,
  END,
  FAIL
}
