package io.millrace.connect.http.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** One header of a request or an answer. Its value may be a secret, so it is never printed. */
public record HeaderField(String name, String value) {

  // A length or coding of the user's would make the server read another body than is sent.
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "te",
          "trailer",
          "keep-alive",
          "proxy-connection");
  private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  /** Whether a name and a value can be sent as they are: no line ends, nothing but ASCII. */
  public static boolean isSendable(String name, String value) {
    return isToken(name)
        && StandardCharsets.US_ASCII.newEncoder().canEncode(value)
        && value.chars().noneMatch(c -> c < 0x20 && c != '\t' || c == 0x7f);
  }

  /** Whether the connection decides about headers of this name, so that nobody else can. */
  public static boolean isOfConnection(String name) {
    return OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
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
