package io.millrace.connect.file.tail;

import java.io.IOException;

/** How a file begins: a hash of up to 1 KiB, growing with the part that was read. */
record Prefix(int length, long hash) {

  static final Prefix NONE = new Prefix(0, 0);

  private static final int LONGEST = 1024;

  /** The longest prefix of the bytes before a position. */
  Prefix grownTo(OpenFile file, long position) throws IOException {
    int wanted = (int) Math.min(LONGEST, position);
    if (wanted <= length) {
      return this;
    }
    byte[] start = new byte[wanted];
    int read = ReadBuffer.readFully(file, start, 0);
    return read == wanted ? new Prefix(wanted, ContentHash.of(start, 0, wanted)) : this;
  }

  boolean begins(OpenFile file) throws IOException {
    return length == 0 || NONE.grownTo(file, length).equals(this);
  }
}
