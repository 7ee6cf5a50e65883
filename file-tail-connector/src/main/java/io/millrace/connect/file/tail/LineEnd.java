package io.millrace.connect.file.tail;

import java.nio.charset.Charset;
import java.util.Arrays;

/** The bytes that end a line. */
public final class LineEnd {

  /** The longest there may be; history must hold one. */
  public static final int LONGEST = 16;

  private static final String NEWLINE = "\n";

  private final byte[] bytes;
  private final byte[] carriageReturn;
  private final int unit;
  private final int anchor;

  private LineEnd(byte[] bytes, byte[] carriageReturn, int unit) {
    this.bytes = bytes;
    this.carriageReturn = carriageReturn;
    this.unit = unit;
    this.anchor = anchorOf(bytes);
  }

  /**
   * A line end in the characters of a file.
   *
   * @param stripCr whether a carriage return before a newline belongs to it
   */
  public static LineEnd of(String text, Charset charset, boolean stripCr) {
    byte[] cr = stripCr && text.equals(NEWLINE) ? "\r".getBytes(charset) : new byte[0];
    return new LineEnd(text.getBytes(charset), cr, TextUnits.of(charset).size());
  }

  int length() {
    return bytes.length;
  }

  /** How many bytes of a line end may be at the end of a buffer without being recognised. */
  int longestUnfinished() {
    return carriageReturn.length + bytes.length - 1;
  }

  /** The index of the first line end in [from, to), or -1; a character begins at {@code from}. */
  int next(byte[] buffer, int from, int to) {
    if (bytes.length == 1) {
      return ByteSearch.next(buffer, from, to, bytes[0]);
    }
    int last = to - bytes.length + anchor + 1;
    int at = from + anchor;
    while (at < last) {
      at = ByteSearch.next(buffer, at, last, bytes[anchor]);
      if (at < 0) {
        return -1;
      }
      int start = at - anchor;
      if ((start - from) % unit == 0 && isAt(buffer, start, bytes)) {
        return start;
      }
      at++;
    }
    return -1;
  }

  /** Where the content of a line ends whose line end was found. */
  int contentEnd(byte[] buffer, int from, int found) {
    int before = found - carriageReturn.length;
    return before >= from && isAt(buffer, before, carriageReturn) ? before : found;
  }

  /** Whether a line begins here. */
  boolean isBefore(byte[] buffer, int at) {
    return at >= bytes.length && isAt(buffer, at - bytes.length, bytes);
  }

  /** From where on a line end may begin that is not complete yet; not before {@code from}. */
  int unfinishedFrom(int from, int to) {
    int earliest = Math.max(from, to - bytes.length + 1);
    return earliest - (earliest - from) % unit;
  }

  private static boolean isAt(byte[] buffer, int at, byte[] wanted) {
    return Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length);
  }

  // In UTF-16 every second byte of plain text is zero.
  private static int anchorOf(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return i;
      }
    }
    return 0;
  }
}
