package io.millrace.connect.jms.mapping;

/** Which parts of a message become headers of its record. */
public enum HeadersCopied {
  NONE,
  STANDARD,
  PROPERTIES,
  ALL;

  boolean hasStandard() {
    return this == STANDARD || this == ALL;
  }

  boolean hasProperties() {
    return this == PROPERTIES || this == ALL;
  }
}
