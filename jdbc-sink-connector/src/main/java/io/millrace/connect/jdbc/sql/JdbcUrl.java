package io.millrace.connect.jdbc.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The URL of a database. Prints without parameters and user, which may hold a password. */
public record JdbcUrl(String text) {

  private static final Pattern PARAMETERS = Pattern.compile("[?;&]");
  // MySQL also takes (host=a,key=b) in the place of an address, DB2 a colon before the first one.
  private static final Pattern BETWEEN_NAMES = Pattern.compile("[?;&,():]");
  private static final Pattern USER = Pattern.compile("(//|:thin:|:oci:)([^@].*)@");
  private static final Pattern SECRET = Pattern.compile("(?i)(?:pass|pwd|secret|token)[^=]*=(.+)");
  private static final Pattern FIRST_ACCOUNT =
      Pattern.compile("(?i)[,():]\\s*[^,():=]*(?:user|pass|pwd|secret|token)[^,():=]*=");

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

  /** What may be the name of a parameter, in any of the ways drivers read them. */
  public List<String> parameterNames() {
    return Arrays.stream(BETWEEN_NAMES.split(text))
        .skip(1)
        .map(parameter -> decoded(parameter.split("=", 2)[0].trim()))
        .toList();
  }

  /** The passwords in the URL, which drivers may quote in their messages. */
  public List<String> secrets() {
    Stream<String> ofUser =
        USER.matcher(PARAMETERS.split(text)[0])
            .results()
            .flatMap(user -> Arrays.stream(user.group(2).split("[:/]", 2)).skip(1));
    // Whole first: the other way of splitting may cut a password that has a comma or a colon.
    Stream<String> ofParameters =
        Stream.of(PARAMETERS, BETWEEN_NAMES)
            .flatMap(between -> Arrays.stream(between.split(text)).skip(1))
            .flatMap(parameter -> SECRET.matcher(parameter).results())
            .map(parameter -> parameter.group(1));
    return Stream.concat(ofUser, ofParameters)
        .filter(secret -> !secret.isEmpty())
        .distinct()
        .toList();
  }

  // Some drivers decode names before they look at them.
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // a percent sign that begins no code
    }
  }

  @Override
  public String toString() {
    String address = USER.matcher(PARAMETERS.split(text)[0]).replaceFirst("$1");
    return FIRST_ACCOUNT.split(address, 2)[0];
  }
}
