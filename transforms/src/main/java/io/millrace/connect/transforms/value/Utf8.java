package io.millrace.connect.transforms.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes read as UTF-8 text, and refused where they are none. */
public final class Utf8 {

  private Utf8() {}

  /** The text of a byte array or buffer; throws IllegalArgumentException if it is not UTF-8. */
  public static String decode(Object bytes) {
    ByteBuffer buffer =
        bytes instanceof byte[] array
            ? ByteBuffer.wrap(array)
            : ((ByteBuffer) bytes).asReadOnlyBuffer();
    if (bytes instanceof byte[] array) {
      String text = new String(array, StandardCharsets.UTF_8);
      if (text.indexOf('\uFFFD') < 0) {
        return text;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("must be UTF-8 text", e);
    }
  }
}
