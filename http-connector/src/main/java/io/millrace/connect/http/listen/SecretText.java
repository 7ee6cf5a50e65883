package io.millrace.connect.http.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that can be compared, in a time that tells nothing about it, but not printed. */
public final class SecretText {

  private final byte[] digest;

  public SecretText(String text) {
    this.digest = digest(text);
  }

  public boolean matches(String other) {
    return MessageDigest.isEqual(digest, digest(other));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[hidden]";
  }
}
