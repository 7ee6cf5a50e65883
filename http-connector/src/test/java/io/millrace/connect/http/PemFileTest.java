package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PemFileTest {

  private static final String KEY =
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
  private static final String FIRST =
      "-----BEGIN CERTIFICATE-----\nBBBB\n-----END CERTIFICATE-----";
  private static final String SECOND =
      "-----BEGIN CERTIFICATE-----\r\nCCCC\r\n-----END CERTIFICATE-----";

  @Test
  void certificatesAreFoundAmongKeysAndComments() {
    var file = new PemFile("subject=CN = shop\n" + FIRST + "\n" + KEY + "# old\n" + SECOND + "\n");

    assertThat(file.certificates()).isEqualTo(FIRST + "\n" + SECOND);
  }

  @Test
  void showsNothingOfAKey() {
    assertThat(new PemFile(KEY).toString()).doesNotContain("AAAA");
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThatThrownBy(() -> PemFile.read(Path.of("/no/such.pem")))
        .hasMessage("does not exist on this worker");
  }
}
