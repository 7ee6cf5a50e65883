package io.millrace.connect.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a table, without quotes, with its schema if one was given. */
public record TableId(Optional<String> schema, String name) {

  private static final Pattern PART =
      Pattern.compile("\\G(\"(?:[^\"]|\"\")+\"|[^.\"]+)(?:\\.(?=.)|$)");

  public static TableId of(String name) {
    return new TableId(Optional.empty(), name);
  }

  /**
   * Reads {@code table}, {@code schema.table} or {@code "sche.ma"."table"}.
   *
   * @throws IllegalArgumentException saying what a table name looks like
   */
  public static TableId parse(String text) {
    List<String> parts = parts(text);
    return switch (parts.size()) {
      case 1 -> of(parts.get(0));
      case 2 -> new TableId(Optional.of(parts.get(0)), parts.get(1));
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is not a table name: expected table or schema.table, and names that"
                  + " contain dots in double quotes");
    };
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find()) {
      parts.add(unquoted(matcher.group(1)));
      end = matcher.end();
    }
    return end == text.length() ? parts : List.of();
  }

  private static String unquoted(String part) {
    return part.startsWith("\"")
        ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
        : part;
  }

  /** The name for people to read; statements take it from the dialect. */
  @Override
  public String toString() {
    return Printed.of(schema.map(s -> s + "." + name).orElse(name));
  }
}
