package io.millrace.connect.jdbc.sql;

/** In which form the values of a column are bound. */
public enum BindForm {
  INT16("int2"),
  INT32("int4"),
  INT64("int8"),
  FLOAT32("float4"),
  FLOAT64("float8"),
  BOOLEAN("bool"),
  BYTES("bytea"),
  /** As text that the statement casts to the column's type. */
  TEXT("text"),
  /** As the object the JDBC specification maps to the value. */
  NATIVE("text"),
  /** The same, but texts and bytes as large objects unless they are short. */
  LARGE("text");

  private final String element;

  BindForm(String element) {
    this.element = element;
  }

  /** The element type of an array of such values. */
  public String element() {
    return element;
  }
}
