package io.millrace.connect.file;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in which characters are written as {@code \n}, {@code \r}, {@code \t} or by number. */
final class Escapes {

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.?))", Pattern.DOTALL);
  private static final Map<String, String> LETTERS =
      Map.of("n", "\n", "r", "\r", "t", "\t", "\\", "\\");

  private Escapes() {}

  static String read(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
  }

  static String write(String text) {
    var written = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> written.append("\\n");
        case '\r' -> written.append("\\r");
        case '\t' -> written.append("\\t");
        case '\\' -> written.append("\\\\");
        default -> written.append(c < ' ' ? "\\x%02X".formatted((int) c) : String.valueOf(c));
      }
    }
    return written.toString();
  }

  private static String character(MatchResult escape) {
    String hex = escape.group(1) != null ? escape.group(1) : escape.group(2);
    if (hex != null) {
      return String.valueOf((char) Integer.parseInt(hex, 16));
    }
    String character = LETTERS.get(escape.group(3));
    if (character == null) {
      throw new IllegalArgumentException(
          "has an unknown escape '"
              + escape.group()
              + "'; \\n \\r \\t \\\\ \\xNN \\uNNNN are known");
    }
    return character;
  }
}
