package io.millrace.connect.jdbc.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Which columns fields go to: those of their own names, unless another is given. */
public record FieldNames(Map<String, String> columns) {

  /** Whether these are pairs {@code field:column} in which no field and no column comes twice. */
  public static boolean arePairs(List<String> pairs) {
    boolean areWhole = pairs.stream().allMatch(pair -> pair.matches("(?s).+:[^:]+"));
    return areWhole
        && of(pairs).columns().size() == pairs.size()
        && new HashSet<>(of(pairs).columns().values()).size() == pairs.size();
  }

  /** Reads pairs {@code field:column}; the last colon parts them. */
  public static FieldNames of(List<String> pairs) {
    Map<String, String> columns = new HashMap<>();
    for (String pair : pairs) {
      int colon = pair.lastIndexOf(':');
      columns.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return new FieldNames(Map.copyOf(columns));
  }

  String column(String field) {
    return columns.getOrDefault(field, field);
  }

  List<ColumnReader> renamed(List<ColumnReader> readers) {
    return columns.isEmpty()
        ? readers
        : readers.stream().map(reader -> reader.named(column(reader.column().name()))).toList();
  }
}
