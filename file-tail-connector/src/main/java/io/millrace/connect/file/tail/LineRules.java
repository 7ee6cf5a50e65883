package io.millrace.connect.file.tail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a line is. */
public record LineRules(
    int maxBytes, LongLine longLine, boolean stripCr, boolean skipEmpty, Charset charset) {

  /** Where to cut so that at most the allowed bytes remain and no character is torn (UTF-8). */
  int cut(byte[] bytes, int from) {
    int cut = from + maxBytes;
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return cut;
    }
    int boundary = cut;
    while (boundary > from && cut - boundary < 4 && isContinuation(bytes[boundary])) {
      boundary--;
    }
    return boundary > from && !isContinuation(bytes[boundary]) ? boundary : cut;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
