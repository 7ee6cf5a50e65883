package io.millrace.connect.jdbc.sql;

import java.util.Optional;

/**
 * A column as a record's schema asks for it.
 *
 * @param scale the digits after the point of a decimal
 * @param nullable whether the schema allows a missing value
 * @param defaultValue the schema's default, if it has one
 */
public record RecordColumn(
    String name, ColumnType type, int scale, boolean nullable, Optional<Object> defaultValue) {

  /** A column of a key. */
  public static RecordColumn key(String name, ColumnType type) {
    return new RecordColumn(name, type, 0, false, Optional.empty());
  }

  /** The same column by another name. */
  public RecordColumn named(String other) {
    return new RecordColumn(other, type, scale, nullable, defaultValue);
  }

  /** The same column as part of a key, where nothing may be missing. */
  public RecordColumn asKey() {
    return new RecordColumn(name, type, scale, false, Optional.empty());
  }
}
