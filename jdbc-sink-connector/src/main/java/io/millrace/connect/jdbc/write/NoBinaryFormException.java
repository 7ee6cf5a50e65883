package io.millrace.connect.jdbc.write;

/** A value whose binary form only the database can find. */
final class NoBinaryFormException extends Exception {

  private static final long serialVersionUID = 1;

  NoBinaryFormException(Object value) {
    super(
        "No binary form of a value of type " + value.getClass().getSimpleName(),
        null,
        false,
        false);
  }
}
