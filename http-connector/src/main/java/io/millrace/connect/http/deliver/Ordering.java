package io.millrace.connect.http.deliver;

/** Which records wait for each other's answers. */
public enum Ordering {
  /** Those of one partition. */
  PARTITION,
  /** Those of one partition with the same key. */
  KEY,
  NONE
}
