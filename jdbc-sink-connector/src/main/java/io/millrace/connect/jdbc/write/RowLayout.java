package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which columns of which table a row fills, keys first. */
public record RowLayout(TableId table, List<RecordColumn> keys, List<RecordColumn> values) {

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
