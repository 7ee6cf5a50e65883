package io.millrace.connect.file.tail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next line end in a buffer, eight bytes at a time. */
final class Newlines {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long PATTERN = ONES * '\n';

  private Newlines() {}

  /** The index of the first newline in [from, to), or -1. */
  static int next(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long zeroAtMatch = (long) LONGS.get(bytes, i) ^ PATTERN;
      long match = (zeroAtMatch - ONES) & ~zeroAtMatch & HIGH_BITS;
      if (match != 0) {
        return i + (Long.numberOfTrailingZeros(match) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
