package io.millrace.connect.file.tail;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Says in which character sets lines can be found byte by byte. */
public final class LineCharset {

  private static final Set<Charset> SELF_SYNCHRONIZING =
      Set.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.ISO_8859_1,
          StandardCharsets.US_ASCII);

  private LineCharset() {}

  /** Whether a newline is what it seems to be. */
  public static boolean isReadable(Charset charset) {
    return SELF_SYNCHRONIZING.contains(charset)
        || (charset.canEncode()
            && Arrays.equals("\nA".getBytes(charset), new byte[] {'\n', 'A'})
            && isUnmistakable('\n', charset));
  }

  /** Whether no other character has the first byte of this one behind its own first byte. */
  public static boolean isUnmistakable(char c, Charset charset) {
    if (SELF_SYNCHRONIZING.contains(charset)) {
      return true;
    }
    byte[] encoded = String.valueOf(c).getBytes(charset);
    CharsetEncoder encoder = charset.newEncoder();
    for (char other = 0; other < Character.MAX_VALUE; other++) {
      if (encoder.canEncode(other) && hasBehindFirst(encoder, other, encoded[0])) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBehindFirst(CharsetEncoder encoder, char other, byte wanted) {
    try {
      var bytes = encoder.encode(CharBuffer.wrap(new char[] {other}));
      for (int i = 1; i < bytes.limit(); i++) {
        if (bytes.get(i) == wanted) {
          return true;
        }
      }
      return false;
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("The encoder said it could encode " + (int) other, e);
    }
  }
}
