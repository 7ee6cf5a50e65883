package io.millrace.connect.http.client;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of status codes, written as {@code 408,425,500-599} or {@code 500-}. */
public final class StatusCodes {

  private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:(-)([1-5]\\d\\d)?)?");

  private final String text;
  private final BitSet codes;

  private StatusCodes(String text, BitSet codes) {
    this.text = text;
    this.codes = codes;
  }

  /** Reads a set; throws IllegalArgumentException saying what it must be. */
  public static StatusCodes parse(String text) {
    var codes = new BitSet(600);
    List<String> unread = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part.trim());
      if (!range.matches()) {
        unread.add(part.trim());
        continue;
      }
      int from = Integer.parseInt(range.group(1));
      int open = range.group(2) == null ? from : 599;
      int to = range.group(3) == null ? open : Integer.parseInt(range.group(3));
      if (to < from) {
        unread.add(part.trim());
      } else {
        codes.set(from, to + 1);
      }
    }
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "must be codes and ranges such as 408,429,500-504 or 500-, not '" + unread.get(0) + "'");
    }
    return new StatusCodes(text, codes);
  }

  public boolean contains(int status) {
    return codes.get(status);
  }

  @Override
  public String toString() {
    return text;
  }
}
