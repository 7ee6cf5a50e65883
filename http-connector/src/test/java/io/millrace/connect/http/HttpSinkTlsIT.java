package io.millrace.connect.http;

import static io.millrace.connect.http.HttpSinkRig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.Records;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
