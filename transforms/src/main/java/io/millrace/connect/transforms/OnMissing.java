package io.millrace.connect.transforms;

/** What happens when there is nothing at the path a transform reads. */
enum OnMissing {
  FAIL,
  SKIP,
  NULL
}
