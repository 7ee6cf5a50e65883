package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/** A field's way from an old path to a new one. */
record Move(FieldPath from, FieldPath to) {

  /** Reads {@code from:to} pairs; throws IllegalArgumentException saying what is wrong. */
  static List<Move> parse(String text) {
    List<Move> moves = Items.split(text).stream().map(Move::one).toList();
    for (Move move : moves) {
      for (Move other : moves) {
        if (other != move && move.from.isAtOrAbove(other.from)) {
          throw new IllegalArgumentException(
              "must not name a field twice, or a field and one inside it: '" + other.from + "'");
        }
        if (other != move && move.to.isAtOrAbove(other.to)) {
          throw new IllegalArgumentException(
              "must not have the same new name twice: '" + other.to + "'");
        }
        if (move.from.isAbove(other.to)) {
          throw new IllegalArgumentException(
              "must not move '" + other.from + "' into '" + move.from + "', which itself moves");
        }
      }
    }
    return moves;
  }

  private static Move one(String item) {
    int colon = Items.indexOf(item, ':');
    if (colon < 0) {
      throw new IllegalArgumentException("must be pairs such as old:new");
    }
    FieldPath from = Paths.oneToAdd(item.substring(0, colon).trim());
    FieldPath to = Paths.oneToAdd(item.substring(colon + 1).trim());
    if (from.isAtOrAbove(to)) {
      throw new IllegalArgumentException("must not move '" + from + "' into itself");
    }
    return new Move(from, to);
  }

  boolean staysAtItsLevel() {
    return from.parent().equals(to.parent());
  }

  static String text(List<Move> moves) {
    return moves.stream().map(move -> move.from + ":" + move.to).collect(Collectors.joining(","));
  }
}
