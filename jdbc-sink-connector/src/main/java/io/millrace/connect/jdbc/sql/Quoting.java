package io.millrace.connect.jdbc.sql;

import java.util.Locale;

/** Whether names of tables and columns are quoted in statements. */
public enum Quoting {
  ALWAYS,
  NEVER;

  /**
   * Reads a configuration value; {@code true} and {@code false} are the words of other connectors.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public static Quoting parse(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "always", "true" -> ALWAYS;
      case "never", "false" -> NEVER;
      default -> throw new IllegalArgumentException("must be one of always, never");
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
