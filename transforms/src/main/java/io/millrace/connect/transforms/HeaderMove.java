package io.millrace.connect.transforms;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A header's way from an old name to a new one. */
record HeaderMove(HeaderName from, HeaderName to) {

  /** Reads {@code from:to} pairs; throws IllegalArgumentException saying what is wrong. */
  static List<HeaderMove> parse(String text) {
    List<HeaderMove> moves = Items.split(text).stream().map(HeaderMove::one).toList();
    Set<String> old = new HashSet<>();
    Set<String> given = new HashSet<>();
    for (HeaderMove move : moves) {
      if (!old.add(move.from.name())) {
        throw new IllegalArgumentException("must not name a header twice: '" + move.from + "'");
      }
      if (!given.add(move.to.name())) {
        throw new IllegalArgumentException(
            "must not have the same new name twice: '" + move.to + "'");
      }
    }
    return moves;
  }

  private static HeaderMove one(String item) {
    int colon = Items.indexOf(item, ':');
    if (colon < 0) {
      throw new IllegalArgumentException("must be pairs such as old:new");
    }
    return new HeaderMove(
        single(item.substring(0, colon).trim()), single(item.substring(colon + 1).trim()));
  }

  private static HeaderName single(String text) {
    HeaderName name = HeaderName.parse(text);
    if (name.name().indexOf('*') >= 0 && !name.isQuoted()) {
      throw new IllegalArgumentException("must not have '*' outside of back-ticks");
    }
    return name;
  }

  static String text(List<HeaderMove> moves) {
    return moves.stream().map(move -> move.from + ":" + move.to).collect(Collectors.joining(","));
  }
}
