package io.millrace.connect.data;

import java.nio.ByteBuffer;

/** Bytes of Connect's two forms. */
public final class Bytes {

  private Bytes() {}

  /** A copy of what a buffer holds; the buffer stays as it is. */
  public static byte[] of(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
