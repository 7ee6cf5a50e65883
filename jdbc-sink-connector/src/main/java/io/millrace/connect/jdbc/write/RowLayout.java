package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of which table a row fills, keys first.
 *
 * @param version the place among the values of the one that tells newer rows from older ones;
 *     {@link #NO_VERSION} if none does
 */
public record RowLayout(
    TableId table, List<RecordColumn> keys, List<RecordColumn> values, int version) {

  public static final int NO_VERSION = -1;

  public RowLayout(TableId table, List<RecordColumn> keys, List<RecordColumn> values) {
    this(table, keys, values, NO_VERSION);
  }

  /** The column that tells newer rows from older ones. */
  Optional<RecordColumn> versionColumn() {
    return version == NO_VERSION ? Optional.empty() : Optional.of(values.get(version));
  }

  /** Whether a row of this layout overwrites all that a row of the other has written. */
  boolean covers(RowLayout other) {
    return this == other || names().containsAll(other.names());
  }

  private Set<String> names() {
    return Stream.concat(keys.stream(), values.stream())
        .map(RecordColumn::name)
        .collect(Collectors.toSet());
  }
}
