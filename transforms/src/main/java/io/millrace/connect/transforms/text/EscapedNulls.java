package io.millrace.connect.transforms.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words for null that begin with the escape, such as {@code \\N}, which a parser would take for an
 * escaped character.
 */
record EscapedNulls(
    char delimiter, @Nullable Character quote, @Nullable Character escape, List<String> words) {

  static EscapedNulls among(
      Set<String> words, char delimiter, @Nullable Character quote, @Nullable Character escape) {
    String start = escape == null ? "" : escape.toString();
    List<String> escaped =
        words.stream().filter(word -> !start.isEmpty() && word.startsWith(start)).toList();
    return new EscapedNulls(delimiter, quote, escape, escaped);
  }

  /** The line with nothing, which is null too, in the place of columns that are such a word. */
  String emptied(String line) {
    if (words.isEmpty()) {
      return line;
    }
    var kept = new StringBuilder(line.length());
    boolean begins = true;
    boolean isQuoted = false;
    boolean wasQuoted = false;
    int at = 0;
    while (at < line.length()) {
      at += begins ? wordAt(line, at) : 0;
      if (at == line.length()) {
        break;
      }
      char c = line.charAt(at++);
      kept.append(c);
      boolean isQuote = quote != null && c == quote && (begins || isQuoted || wasQuoted);
      wasQuoted = isQuote && isQuoted;
      isQuoted ^= isQuote;
      begins = c == delimiter && !isQuoted;
      if (escape != null && c == escape && at < line.length()) {
        kept.append(line.charAt(at++));
      }
    }
    return kept.toString();
  }

  private int wordAt(String line, int at) {
    for (String word : words) {
      int end = at + word.length();
      if (line.startsWith(word, at) && (end == line.length() || line.charAt(end) == delimiter)) {
        return word.length();
      }
    }
    return 0;
  }
}
