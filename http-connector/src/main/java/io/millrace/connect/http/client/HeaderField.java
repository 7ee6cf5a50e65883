package io.millrace.connect.http.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One header of a request or an answer. Its value may be a secret, so it is never printed. */
public record HeaderField(String name, String value) {

  private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  /** Whether a name and a value can be sent as they are: no line ends, nothing but ASCII. */
  public static boolean isSendable(String name, String value) {
    return isToken(name)
        && StandardCharsets.US_ASCII.newEncoder().canEncode(value)
        && value.chars().noneMatch(c -> c < 0x20 && c != '\t' || c == 0x7f);
  }

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN_CHARACTERS.indexOf(c) >= 0));
  }

  @Override
  public String toString() {
    return name.toLowerCase(Locale.ROOT);
  }
}
