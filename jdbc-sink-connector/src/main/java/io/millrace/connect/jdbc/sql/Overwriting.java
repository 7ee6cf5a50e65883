package io.millrace.connect.jdbc.sql;

import java.util.Optional;

/**
 * When an upsert overwrites a row that is there.
 *
 * @param version the column that must be greater than the row's, if there is one
 * @param onlyIfDifferent whether some value must differ
 */
public record Overwriting(Optional<TableColumn> version, boolean onlyIfDifferent) {

  public static final Overwriting ALWAYS = new Overwriting(Optional.empty(), false);

  /** Whether there is no condition. */
  public boolean isAlways() {
    return version.isEmpty() && !onlyIfDifferent;
  }
}
