package io.millrace.connect.transforms;

import java.util.Optional;

/** Reads single characters in options, where blanks and tabulators would be lost. */
final class Characters {

  static final String ALLOWED = "one character, tab, space";
  static final String ALLOWED_OR_NONE = "one character, none";

  private Characters() {}

  static Character parse(String text) {
    return switch (text) {
      case "\\t", "tab" -> '\t';
      case "space" -> ' ';
      default -> {
        if (text.length() != 1) {
          throw new IllegalArgumentException("must be " + ALLOWED);
        }
        yield text.charAt(0);
      }
    };
  }

  static Optional<Character> parseOrNone(String text) {
    return text.equals("none") ? Optional.empty() : Optional.of(parse(text));
  }

  static String text(char character) {
    return character == '\t' ? "tab" : character == ' ' ? "space" : String.valueOf(character);
  }

  static String text(Optional<Character> character) {
    return character.map(Characters::text).orElse("none");
  }
}
