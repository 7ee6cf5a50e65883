package io.millrace.connect.transforms;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits lists at commas, but not within back-ticks, single quotes or brackets.
 *
 * <p>ConfigDef's own lists know no quoting, and would tear {@code decimal(10,2)} in two.
 */
final class Items {

  private static final char END = '\uFFFF';

  private Items() {}

  /** The items without blanks around them; throws IllegalArgumentException for an empty one. */
  static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    int start = 0;
    int comma = indexOf(text, ',');
    while (comma >= 0) {
      items.add(item(text, start, start + comma));
      start += comma + 1;
      comma = indexOf(text.substring(start), ',');
    }
    String last = item(text, start, text.length());
    if (last.indexOf(',') >= 0 && !isClosed(last)) {
      throw new IllegalArgumentException(
          "must close its quotes and brackets, or have back-ticks around names with such characters");
    }
    items.add(last);
    return items;
  }

  /** Whether all quotes and brackets of a text have an end. */
  static boolean isClosed(String text) {
    return indexOf(text + END, END) == text.length();
  }

  /** Where a character first stands outside of quotes and brackets, or -1. */
  static int indexOf(String text, char wanted) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == wanted && depth == 0) {
        return i;
      } else if (c == '`' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return -1;
  }

  /** A name without the back-ticks around it. */
  static String unquoted(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private static String item(String text, int start, int end) {
    String item = text.substring(start, end).trim();
    if (item.isEmpty()) {
      throw new IllegalArgumentException("must have something between its commas");
    }
    return item;
  }
}
