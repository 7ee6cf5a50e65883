package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.BitSet;

/**
 * The paths a task has forgotten, in 2 MiB for any number of them: a Bloom filter, which takes one
 * other path in two hundred for one of a million.
 */
final class ForgottenPaths {

  private static final int BITS = 1 << 24;
  private static final int HASHES = 3;

  private final BitSet bits = new BitSet();

  void add(Path path) {
    for (int i = 0; i < HASHES; i++) {
      bits.set(bit(path, i));
    }
  }

  boolean contains(Path path) {
    for (int i = 0; i < HASHES; i++) {
      if (!bits.get(bit(path, i))) {
        return false;
      }
    }
    return true;
  }

  private static int bit(Path path, int number) {
    long mixed = (path.hashCode() + 0x9E3779B97F4A7C15L * (number + 1)) * 0xBF58476D1CE4E5B9L;
    return (int) ((mixed ^ (mixed >>> 31)) & (BITS - 1));
  }
}
