package io.millrace.connect.jdbc.write;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keys that a database may take for the same, although they are not equal: many compare texts
 * without regard to case, accents and spaces at the end.
 */
final class LooseKey {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private LooseKey() {}

  /** Equal for all keys that some database takes for the same. */
  static Object of(Object key) {
    if (key instanceof String text) {
      return folded(text);
    }
    return key instanceof List<?> parts ? parts.stream().map(LooseKey::of).toList() : key;
  }

  private static String folded(String text) {
    String stripped = text.stripTrailing();
    boolean isAscii = stripped.chars().allMatch(c -> c < 0x80);
    String plain =
        isAscii
            ? stripped
            : MARKS.matcher(Normalizer.normalize(stripped, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
