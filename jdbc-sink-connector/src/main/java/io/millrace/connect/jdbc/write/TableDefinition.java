package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database's catalogue describes it.
 *
 * @param uniqueKeys the columns of each unique index; nothing where the dialect does not ask for
 *     them or the catalogue does not tell
 */
record TableDefinition(
    TableId table, List<TableColumn> columns, Optional<Collection<List<String>>> uniqueKeys) {

  /** Whether two rows with different keys can be in each other's way. */
  boolean hasUniqueKeysBeside(List<TableColumn> keys) {
    List<String> names = keys.stream().map(TableColumn::name).toList();
    return uniqueKeys.stream()
        .flatMap(Collection::stream)
        .anyMatch(unique -> !containsAll(unique, names));
  }

  /** Whether there can be two rows with the same values of these columns. */
  boolean allowsRepeated(List<TableColumn> columns) {
    List<String> names = columns.stream().map(TableColumn::name).toList();
    return uniqueKeys.isPresent()
        && uniqueKeys.get().stream().noneMatch(unique -> containsAll(names, unique));
  }

  private static boolean containsAll(List<String> names, List<String> others) {
    return others.stream().allMatch(other -> names.stream().anyMatch(other::equalsIgnoreCase));
  }

  /** The column of this name; in other letter case only if no second one could be meant. */
  Optional<TableColumn> column(String name) {
    List<TableColumn> similar =
        columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
    return similar.size() == 1
        ? Optional.of(similar.get(0))
        : similar.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Those of the columns that the table does not have. */
  List<RecordColumn> lacking(List<RecordColumn> wanted) {
    return wanted.stream().filter(column -> column(column.name()).isEmpty()).toList();
  }
}
