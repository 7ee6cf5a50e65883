package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a header in an option, which is no path: only back-ticks around all of it, and a star
 * outside of them, mean anything.
 */
record HeaderName(String text, String name, boolean isQuoted) {

  static HeaderName parse(String text) {
    String name = Items.unquoted(text).replace("\\`", "`");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("must have the names of headers");
    }
    return new HeaderName(text, name, text.startsWith("`") && text.endsWith("`"));
  }

  static List<HeaderName> list(String text) {
    return Items.split(text).stream().map(HeaderName::parse).toList();
  }

  static String text(List<HeaderName> names) {
    return names.stream().map(HeaderName::text).collect(Collectors.joining(","));
  }

  /** What names of headers must be like. */
  Pattern pattern() {
    return new FieldPath.Step(name, isQuoted, false).pattern();
  }

  @Override
  public String toString() {
    return text;
  }
}
