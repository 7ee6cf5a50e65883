package io.millrace.connect.jdbc.write;

import java.math.BigInteger;

/** Bits as a number of a certain length. */
public record BitString(BigInteger value, int length) {

  public BitString {
    if (value.signum() < 0 || value.bitLength() > length) {
      throw new IllegalArgumentException("not " + length + " bits");
    }
  }

  /** The bits of bytes whose first is the least significant one. */
  public static BitString ofLittleEndian(byte[] bytes, int length) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BitString(new BigInteger(1, reversed), length);
  }

  /** As many bytes as the length needs, the most significant first. */
  byte[] bytes() {
    byte[] bytes = new byte[(length + 7) / 8];
    byte[] magnitude = value.toByteArray();
    for (int i = 1; i <= Math.min(bytes.length, magnitude.length); i++) {
      bytes[bytes.length - i] = magnitude[magnitude.length - i];
    }
    return bytes;
  }

  /** As zeros and ones, the most significant first. */
  @Override
  public String toString() {
    String digits = value.signum() == 0 ? "" : value.toString(2);
    return "0".repeat(length - digits.length()) + digits;
  }
}
