package io.millrace.connect.http.mapping;

/** What JSON becomes. */
public enum ValueForm {
  /** Its text. */
  STRING,
  /** Maps, lists, text, numbers and booleans without schema. */
  SCHEMALESS
}
