package io.millrace.connect.file.mapping;

import java.nio.charset.StandardCharsets;

/** Turns any text into a part of a file name that cannot lead anywhere else. */
final class SafeName {

  private SafeName() {}

  /** Keeps letters, digits, dots inside, underscores and hyphens; others become {@code %XX}. */
  static String of(String text) {
    var name = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isSafe(c) || (c == '.' && name.length() > 0)) {
        name.append(c);
      } else {
        name.append("%%%02X".formatted((int) c));
      }
    }
    return name.toString();
  }

  private static boolean isSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
