package io.millrace.connect.jdbc.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The URL of a database. Prints without parameters and user, which may hold a password. */
public record JdbcUrl(String text) {

  private static final Pattern PARAMETERS = Pattern.compile("[?;&]");
  private static final Pattern USER = Pattern.compile("//[^/@]*@");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException saying what it must look like
   */
  public static JdbcUrl parse(String text) {
    String trimmed = text.trim();
    if (!trimmed.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "must begin with jdbc:, for example jdbc:postgresql://db.example.com:5432/sales");
    }
    return new JdbcUrl(trimmed);
  }

  boolean startsWith(String prefix) {
    return text.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  /** The names of the parameters behind the address. */
  public List<String> parameterNames() {
    return Arrays.stream(PARAMETERS.split(text))
        .skip(1)
        .map(parameter -> parameter.split("=", 2)[0].trim())
        .toList();
  }

  @Override
  public String toString() {
    return USER.matcher(PARAMETERS.split(text)[0]).replaceFirst("//");
  }
}
