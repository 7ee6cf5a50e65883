package io.millrace.connect.http;

import static io.millrace.connect.http.HttpSinkRig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink and a server with TLS. */
class HttpSinkTlsIT {

  @TempDir static Path folder;

  private static TestCertificates server;
  private static TestCertificates other;
  private static TestCertificates client;

  @BeforeAll
  static void makeCertificates() {
    server = TestCertificates.of(folder, "server", "ip:127.0.0.1");
    other = TestCertificates.of(folder, "other", "dns:shop.example");
    client = TestCertificates.of(folder, "client", "dns:client");
  }

  @Test
  void h24ShowsItsCertificate() {
    try (var secured = TestServer.secured(server.trusting(client), true)) {
      deliverOne(
          secured,
          "https.ssl.truststore.location",
          server.trustStore.toString(),
          "https.ssl.truststore.password",
          TestCertificates.PASSWORD,
          "https.ssl.keystore.location",
          client.keyStore.toString(),
          "https.ssl.keystore.password",
          TestCertificates.PASSWORD);

      assertThat(secured.bodies()).containsExactly("v");
    }
  }

  @Test
  void h25TakesKeysAndCertificatesAsText() {
    try (var secured = TestServer.secured(server.trusting(client), true)) {
      deliverOne(
          secured,
          "https.ssl.truststore.certificates",
          server.certificatePem(),
          "https.ssl.keystore.key",
          client.keyPem(),
          "https.ssl.keystore.certificate.chain",
          client.certificatePem());

      assertThat(secured.bodies()).containsExactly("v");
    }
  }

  @Test
  void readsKeysAndCertificatesFromPemFiles() throws IOException {
    Path keys = folder.resolve("client.pem");
    Files.writeString(keys, "Bag Attributes\n" + client.keyPem() + client.certificatePem());
    Path trust = folder.resolve("trust.pem");
    Files.writeString(trust, "# Zoë\n" + other.certificatePem() + server.certificatePem());
    try (var secured = TestServer.secured(server.trusting(client), true)) {
      deliverOne(
          secured,
          "https.ssl.truststore.type",
          "PEM",
          "https.ssl.truststore.location",
          trust.toString(),
          "https.ssl.keystore.type",
          "PEM",
          "https.ssl.keystore.location",
          keys.toString());

      assertThat(secured.bodies()).containsExactly("v");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void doesWithoutTheCheckOfNamesAsInKafka(String algorithm) {
    try (var secured = TestServer.secured(other.trusting(client), false)) {
      deliverOne(
          secured,
          "https.ssl.truststore.type",
          "PEM",
          "https.ssl.truststore.certificates",
          other.certificatePem(),
          "https.ssl.endpoint.identification.algorithm",
          algorithm);

      assertThat(secured.bodies()).containsExactly("v");
    }
  }

  @Test
  void h26RefusesACertificateForAnotherNameUnlessToldNotTo() {
    try (var secured = TestServer.secured(other.trusting(client), false)) {
      String[] trusting = {
        "https.ssl.truststore.location",
        other.trustStore.toString(),
        "https.ssl.truststore.password",
        TestCertificates.PASSWORD
      };
      assertFails(secured, "https.ssl.endpoint.identification.algorithm", trusting);
      assertThat(secured.requests()).isEmpty();

      deliverOne(
          secured,
          trusting[0],
          trusting[1],
          trusting[2],
          trusting[3],
          "https.ssl.endpoint.identification.algorithm",
          "none");
      assertThat(secured.bodies()).containsExactly("v");
    }
  }

  @Test
  void refusesACertificateItDoesNotKnow() {
    try (var secured = TestServer.secured(server.trusting(client), false)) {
      assertFails(secured, "https.ssl.truststore.location");
    }
  }

  @Test
  void h59SaysAtTheStartWhatIsWrongWithAKeyStore() {
    assertThatThrownBy(
            () ->
                rig(
                    "https://127.0.0.1:1/",
                    "https.ssl.keystore.location",
                    client.keyStore.toString(),
                    "https.ssl.keystore.password",
                    "wrong"))
        .hasMessageContaining("https.ssl.keystore.location")
        .hasMessageContaining("password")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(
            () -> rig("https://127.0.0.1:1/", "https.ssl.truststore.location", "/no/such.p12"))
        .hasMessageContaining("https.ssl.truststore.location")
        .hasMessageContaining("does not exist on this worker");
    assertThatThrownBy(
            () ->
                rig(
                    "https://127.0.0.1:1/",
                    "https.ssl.keystore.type",
                    "PEM",
                    "https.ssl.keystore.location",
                    client.keyStore.toString()))
        .hasMessageContaining("https.ssl.keystore.location")
        .hasMessageContaining("certificates in PEM form");
  }

  private static void deliverOne(TestServer secured, String... options) {
    try (var rig = rig(secured.url(), options)) {
      rig.put(Records.topic("orders").value("v").list());
      rig.untilCommitted(1);
      assertThat(rig.harness.rejected()).isEmpty();
    }
  }

  private static void assertFails(TestServer secured, String naming, String... options) {
    try (var rig = rig(secured.url(), options)) {
      rig.put(Records.topic("orders").value("v").list());
      await()
          .atMost(HttpSinkRig.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> rig.harness.put(List.of()))
                      .hasMessageContaining("TLS handshake")
                      .hasMessageContaining(naming));
    }
  }

  private static HttpSinkRig rig(String url, String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("http.url", url);
    config.putAll(config(options));
    return new HttpSinkRig(config);
  }
}
