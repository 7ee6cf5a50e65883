package io.millrace.connect.jdbc.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a bulk load, in network order, in memory that is used again. */
final class CopyBuffer {

  private static final int SMALL = 64 << 10;
  private static final int KEPT = 16 << 20;

  private byte[] bytes = new byte[SMALL];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[SMALL];
    }
  }

  void int8(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void int16(int value) {
    ensure(2);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  void int32(int value) {
    ensure(4);
    putInt32(size, value);
    size += 4;
  }

  void int64(long value) {
    ensure(8);
    putInt32(size, (int) (value >>> 32));
    putInt32(size + 4, (int) value);
    size += 8;
  }

  void raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Text as UTF-8; only text beyond ASCII is turned into an array of its own. */
  void utf8(String text) {
    int length = text.length();
    ensure(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        raw(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at++] = (byte) c;
    }
    size = at;
  }

  /** Leaves room for a length; returns where it is. */
  int startOfLength() {
    int32(0);
    return size;
  }

  /** Fills in the length of what was written since. */
  void endOfLength(int start) {
    putInt32(start - 4, size - start);
  }

  private void putInt32(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), grown(bytes.length)));
    }
  }

  private static int grown(int length) {
    return length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : length * 2;
  }
}
