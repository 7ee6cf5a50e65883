package io.millrace.connect.transforms;

/** What happens to a record a transform cannot deal with. */
enum OnError {
  /** The transform fails; the worker's errors.tolerance decides what follows. */
  FAIL,
  /** The record passes as it came. */
  SKIP,
  /** What the transform would have written is null. */
  NULL,
  /** The record goes away. */
  DROP,
  /** The record passes as it came, with a header that says what was wrong. */
  TAG
}
