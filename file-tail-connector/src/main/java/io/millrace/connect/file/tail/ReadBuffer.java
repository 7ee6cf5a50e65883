package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one read, shared by all files of a task.
 *
 * <p>A read begins up to {@link #HISTORY} bytes before the position: if those bytes are not the
 * ones that were read before, the file was rewritten.
 */
final class ReadBuffer {

  /** How much of what was read before is read again. */
  static final int HISTORY = 64;

  private static final int USUAL = 256 * 1024;

  private final int longest;
  private byte[] bytes;

  /** Grows until so many bytes fit, and one more that shows that they are too many. */
  ReadBuffer(int longestRead) {
    this.longest = HISTORY + longestRead + 1;
    this.bytes = new byte[HISTORY + Math.min(USUAL, longestRead + 1)];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Reads as much as fits; how much came. */
  int fill(OpenFile file, long position) throws IOException {
    return readFully(file, bytes, position);
  }

  void grow() {
    bytes = new byte[(int) Math.min(longest, bytes.length * 2L)];
  }

  /** A hash of the bytes before a file position, as far as history goes. */
  static long tailOf(OpenFile file, long position) throws IOException {
    byte[] tail = new byte[(int) Math.min(HISTORY, position)];
    int read = readFully(file, tail, position - tail.length);
    return ContentHash.of(tail, 0, read);
  }

  static int readFully(OpenFile file, byte[] target, long position) throws IOException {
    var buffer = ByteBuffer.wrap(target);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) <= 0) {
        break;
      }
    }
    return buffer.position();
  }
}
