package io.millrace.connect.file.tail;

/** Where a file without a stored offset is begun when the task starts. */
public enum StartPosition {
  BEGINNING,
  END
}
