package io.millrace.connect.common.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Reads keys and certificates; throws IllegalArgumentException saying what is wrong with them. */
public final class KeyStores {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]+)-----END (?:ENCRYPTED )?PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = new char[0];

  private KeyStores() {}

  /** Keys from a JKS or PKCS12 file. */
  public static KeyManagerFactory keys(
      Path file, String type, char[] password, char[] keyPassword) {
    try {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store(file, type, password), keyPassword);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "has a key that cannot be read: " + e.getMessage() + "; check the key password", e);
    }
  }

  /**
   * Keys from PEM: a PKCS 8 private key and its certificate chain.
   *
   * @param password of an encrypted key; of no meaning for others
   */
  public static KeyManagerFactory keys(String privateKey, String certificates, char[] password) {
    try {
      KeyStore store = empty();
      Certificate[] chain = certificates(certificates).toArray(Certificate[]::new);
      store.setKeyEntry("key", privateKey(privateKey, password), NO_PASSWORD, chain);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("is not a usable key: " + e.getMessage(), e);
    }
  }

  /** Trusted certificates from a JKS or PKCS12 file. */
  public static TrustManagerFactory trust(Path file, String type, char[] password) {
    return trust(store(file, type, password));
  }

  /** Trusted certificates from PEM. */
  public static TrustManagerFactory trust(String certificates) {
    try {
      KeyStore store = empty();
      int number = 0;
      for (Certificate certificate : certificates(certificates)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      return trust(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static TrustManagerFactory trust(KeyStore store) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore store(Path file, String type, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(type);
      store.load(in, password);
      return store;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("does not exist on this worker", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot be read as " + type + ": " + e.getMessage() + "; check its password and type", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509").generateCertificates(in);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("must hold certificates in PEM form");
    }
    return found;
  }

  private static PrivateKey privateKey(String pem, char[] password)
      throws GeneralSecurityException, IOException {
    Matcher matcher = PRIVATE_KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "must be a private key in PKCS 8 PEM form (BEGIN PRIVATE KEY or BEGIN ENCRYPTED PRIVATE"
              + " KEY)");
    }
    byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
    boolean isEncrypted = matcher.group(1) != null;
    return privateKey(isEncrypted ? decrypted(der, password) : new PKCS8EncodedKeySpec(der));
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] der, char[] password)
      throws GeneralSecurityException, IOException {
    if (password.length == 0) {
      throw new IllegalArgumentException("is encrypted and needs the key password");
    }
    var info = new EncryptedPrivateKeyInfo(der);
    // The parameters name the algorithm; for PBES2 the info itself names only the family.
    String algorithm = info.getAlgParameters().toString();
    try {
      SecretKey key =
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot be decrypted (" + algorithm + "); check the key password", e);
    }
  }

  private static PrivateKey privateKey(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // a key of another algorithm
      }
    }
    throw new IllegalArgumentException("must be an RSA, EC or Ed25519 key");
  }
}
