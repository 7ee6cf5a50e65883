package io.millrace.connect.jdbc.write;

/** Writes the values of one column in the database's binary form. */
@FunctionalInterface
interface BinaryEncoder {

  void encode(Object value, CopyBuffer out) throws NoBinaryFormException;
}
