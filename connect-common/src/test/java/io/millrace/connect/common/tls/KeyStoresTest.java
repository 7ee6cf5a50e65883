package io.millrace.connect.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;

/**
 * With a key of a test, made by openssl: {@code pkcs8 -topk8 -v2 aes-256-cbc -passout
 * pass:changeit}.
 */
class KeyStoresTest {

  private static final char[] NONE = {};

  @Test
  void readsAKeyWithAndWithoutPassword() {
    assertThat(keyOf("key.pem", NONE))
        .isNotEmpty()
        .isEqualTo(keyOf("encrypted-key.pem", "changeit".toCharArray()));
  }

  @Test
  void saysWhatIsWrongWithAKey() {
    assertThatThrownBy(() -> keyOf("encrypted-key.pem", NONE))
        .hasMessage("is encrypted and needs the key password");
    assertThatThrownBy(() -> keyOf("encrypted-key.pem", "wrong".toCharArray()))
        .hasMessageMatching("cannot be decrypted \\(PBEWith.*\\); check the key password");
    assertThatThrownBy(() -> keyOf("certificate.pem", NONE))
        .hasMessageStartingWith("must be a private key in PKCS 8 PEM form");
  }

  @Test
  void saysWhatIsWrongWithAStore() {
    assertThatThrownBy(() -> KeyStores.trust(Path.of("/no/such.p12"), "PKCS12", NONE))
        .hasMessage("does not exist on this worker");
    assertThatThrownBy(() -> KeyStores.trust("no certificate"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] keyOf(String file, char[] password) {
    var factory = KeyStores.keys(text(file), text("certificate.pem"), password);
    var manager = (X509KeyManager) factory.getKeyManagers()[0];
    return manager.getPrivateKey("key").getEncoded();
  }

  private static String text(String file) {
    try (var in = KeyStoresTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
