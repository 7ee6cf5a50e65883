package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The checksum of rows in whatever order: the sum of the SHA-256 of each. A missing, a second or a
 * changed row changes it.
 */
final class Checksum {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final MessageDigest digest = sha256();
  private BigInteger sum = BigInteger.ZERO;
  private long rows;

  /** Adds a row: the text of its columns. */
  void add(Object... columns) {
    for (Object column : columns) {
      digest.update(String.valueOf(column).getBytes(UTF_8));
      digest.update((byte) 0);
    }
    sum = sum.add(new BigInteger(1, digest.digest())).mod(MODULUS);
    rows++;
  }

  long rows() {
    return rows;
  }

  boolean isSameAs(Checksum other) {
    return rows == other.rows && sum.equals(other.sum);
  }

  /** The first digits, to be compared by eye. */
  @Override
  public String toString() {
    return "%064x".formatted(sum).substring(0, 12);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
