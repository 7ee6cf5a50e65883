package io.millrace.connect.file.append;

/** When content is made to survive a power failure. */
public enum Fsync {
  COMMIT,
  NEVER
}
