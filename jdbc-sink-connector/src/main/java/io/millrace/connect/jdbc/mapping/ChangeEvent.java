package io.millrace.connect.jdbc.mapping;

/**
 * What a record asks for.
 *
 * @param row the record with the row as its value: the new one, or for a delete the old one
 * @param isEnvelope whether the row came out of an envelope, where a null is data
 */
record ChangeEvent(Kind kind, IncomingRecord row, boolean isEnvelope) {

  /** What happens to the row. */
  enum Kind {
    WRITE,
    DELETE,
    TRUNCATE,
    /** The record is not about rows. */
    NOTHING
  }

  static ChangeEvent plain(IncomingRecord record) {
    return new ChangeEvent(record.value() == null ? Kind.DELETE : Kind.WRITE, record, false);
  }
}
