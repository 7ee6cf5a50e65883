package io.millrace.connect.http.listen;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes under one of several secrets: while they are being changed, the old one counts too. */
public final class Hmac {

  private final String algorithm;
  private final List<byte[]> secrets;

  /**
   * @param algorithm such as {@code HmacSHA256}
   */
  public Hmac(String algorithm, List<byte[]> secrets) {
    this.algorithm = algorithm;
    this.secrets = List.copyOf(secrets);
  }

  /** Whether a hash is that of the parts, one behind the other. */
  boolean matches(byte[] hash, byte[]... parts) {
    boolean matches = false;
    for (byte[] secret : secrets) {
      matches |= MessageDigest.isEqual(hash, hash(secret, parts));
    }
    return matches;
  }

  private byte[] hash(byte[] secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no " + algorithm, e);
    }
  }
}
