package io.millrace.connect.file.tail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the characters of a character set are made of. */
enum TextUnits {
  /** One byte each, or several that tell nothing about where a character begins. */
  BYTES(1),
  UTF_8(1, 0xEF, 0xBB, 0xBF),
  UTF_16LE(2, 0xFF, 0xFE),
  UTF_16BE(2, 0xFE, 0xFF);

  private final int size;
  private final byte[] mark;

  TextUnits(int size, int... mark) {
    this.size = size;
    this.mark = new byte[mark.length];
    for (int i = 0; i < mark.length; i++) {
      this.mark[i] = (byte) mark[i];
    }
  }

  static TextUnits of(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return UTF_8;
    }
    if (charset.equals(StandardCharsets.UTF_16LE)) {
      return UTF_16LE;
    }
    return charset.equals(StandardCharsets.UTF_16BE) ? UTF_16BE : BYTES;
  }

  int size() {
    return size;
  }

  /** The length of the byte order mark that is here, or 0. */
  int markAt(byte[] bytes, int at, int to) {
    boolean isThere =
        to - at >= mark.length && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    return isThere ? mark.length : 0;
  }

  int longestMark() {
    return mark.length;
  }

  /** The last index in (from, cut] where no character is torn, as far as can be told. */
  int boundary(byte[] bytes, int from, int cut) {
    return switch (this) {
      case BYTES -> cut;
      case UTF_8 -> utf8Boundary(bytes, from, cut);
      case UTF_16LE -> utf16Boundary(bytes, from, cut, 1);
      case UTF_16BE -> utf16Boundary(bytes, from, cut, 0);
    };
  }

  private static int utf8Boundary(byte[] bytes, int from, int cut) {
    int boundary = cut;
    while (boundary > from && cut - boundary < 4 && isContinuation(bytes[boundary])) {
      boundary--;
    }
    return boundary > from && !isContinuation(bytes[boundary]) ? boundary : cut;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static int utf16Boundary(byte[] bytes, int from, int cut, int high) {
    int boundary = cut - (cut - from) % 2;
    boolean isLowSurrogate = (bytes[boundary + high] & 0xFC) == 0xDC;
    return isLowSurrogate && boundary - 2 > from ? boundary - 2 : boundary;
  }
}
