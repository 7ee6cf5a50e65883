package io.millrace.connect.file.append;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of whole records that are not written yet. */
final class RecordBuffer {

  private static final int FIRST_CAPACITY = 512;

  private byte[] bytes = new byte[0];
  private int size;

  int size() {
    return size;
  }

  void add(byte[] record) {
    int needed = Math.addExact(size, record.length);
    if (needed > bytes.length) {
      int doubled = Math.max(FIRST_CAPACITY, (int) Math.min(bytes.length * 2L, 1 << 30));
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
    System.arraycopy(record, 0, bytes, size, record.length);
    size = needed;
  }

  /** What it has, to be read before the next call. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  void clear() {
    size = 0;
  }

  /** Gives back memory that is not needed. */
  void trim() {
    bytes = size == 0 ? new byte[0] : bytes;
  }
}
