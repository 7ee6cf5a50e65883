package io.millrace.connect.jdbc.mapping;

import java.util.List;
import java.util.regex.Pattern;

/** Which fields of a value are written: those that are listed, or all but those that are. */
public record FieldFilter(List<Pattern> included, List<Pattern> excluded) {

  public static FieldFilter of(List<String> included, List<String> excluded) {
    return new FieldFilter(patterns(included), patterns(excluded));
  }

  boolean keeps(String field) {
    return (included.isEmpty() || anyMatches(included, field)) && !anyMatches(excluded, field);
  }

  private static List<Pattern> patterns(List<String> expressions) {
    return expressions.stream().map(Pattern::compile).toList();
  }

  private static boolean anyMatches(List<Pattern> patterns, String field) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(field).matches());
  }
}
