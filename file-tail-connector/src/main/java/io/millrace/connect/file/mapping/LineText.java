package io.millrace.connect.file.mapping;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Path;

/** Turns the bytes of lines into text. Not thread-safe. */
final class LineText {

  private final Charset charset;
  private final CharsetError onError;
  private final CharsetDecoder strict;
  private final Path path;

  LineText(Charset charset, CharsetError onError, Path path) {
    this.charset = charset;
    this.onError = onError;
    this.strict = charset.newDecoder();
    this.path = path;
  }

  /**
   * The text of a line.
   *
   * @param end the byte position after the line, for messages
   * @throws DeliveryException FATAL if it is none, if that is the rule
   */
  String of(byte[] bytes, int from, int to, long end) {
    return switch (onError) {
      case REPLACE -> new String(bytes, from, to - from, charset);
      case FAIL -> strictly(bytes, from, to, end);
    };
  }

  private String strictly(byte[] bytes, int from, int to, long end) {
    try {
      return strict.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw new DeliveryException(
          FailureKind.FATAL,
          "The line before byte "
              + end
              + " of "
              + path
              + " is not valid "
              + charset
              + ". Set charset to what the file is written in, or charset.error=replace, or"
              + " value.format=bytes with the ByteArrayConverter.",
          e);
    }
  }
}
