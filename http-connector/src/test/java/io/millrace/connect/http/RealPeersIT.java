package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.connect.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connectors with nginx and curl, where they are installed. */
class RealPeersIT {

  private static final String CURL = "/usr/bin/curl";

  @TempDir private Path folder;

  @Test
  void nginxThatClosesConnectionsLosesNothing() {
    needs(Nginx.isInstalled(), "nginx");
    String server =
        """
        listen 127.0.0.1:%d;
        keepalive_requests 50;
        location / { return 200 'ok'; }
        """;
    try (var nginx = Nginx.started(folder, server)) {
      deliver(1000, "http.url", "http://127.0.0.1:" + nginx.port + "/${partition}/${offset}");

      assertThat(nginx.log().stream().filter(line -> line.contains(" 200 ")).distinct())
          .hasSizeGreaterThanOrEqualTo(1000)
          .anyMatch(line -> line.startsWith("HTTP/1.1 POST /0/999 200"));
    }
  }

  @Test
  void h37SpeaksHttp2ThroughGoAway() {
    needs(Nginx.isInstalled(), "nginx");
    TestCertificates certificate = TestCertificates.of(folder, "server", "ip:127.0.0.1");
    write("key.pem", certificate.keyPem());
    write("cert.pem", certificate.certificatePem());
    String server =
        """
        listen 127.0.0.1:%%d ssl http2;
        ssl_certificate %1$s/cert.pem;
        ssl_certificate_key %1$s/key.pem;
        keepalive_requests 100;
        location / { return 200 'ok'; }
        """
            .formatted(folder);
    try (var nginx = Nginx.started(folder, server)) {
      deliver(
          1000,
          "http.url",
          "https://127.0.0.1:" + nginx.port + "/${offset}",
          "ordering",
          "none",
          "https.ssl.truststore.certificates",
          certificate.certificatePem());

      List<String> taken = nginx.log().stream().filter(line -> line.contains(" 200 ")).toList();
      assertThat(taken).allMatch(line -> line.startsWith("HTTP/2.0 POST"));
      assertThat(taken.stream().map(line -> line.split(" ")[2]).distinct()).hasSize(1000);
      assertThat(taken.stream().map(line -> line.split(" ")[4]).distinct())
          .hasSizeGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void nginxThatIsABadGatewayIsTriedAgain() {
    needs(Nginx.isInstalled(), "nginx");
    int port = ListenerRig.freePort();
    String server = "listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:" + port + "; }";
    try (var nginx = Nginx.started(folder, server);
        var rig = rig("http.url", "http://127.0.0.1:" + nginx.port + "/in")) {
      rig.put(numbered(20));
      org.awaitility.Awaitility.await().until(() -> nginx.log().size() > 3);
      try (var behind = TestServer.startedOn(port)) {
        rig.untilCommitted(20);

        assertThat(behind.bodies()).hasSize(20).startsWith("v0", "v1");
        assertThat(nginx.log()).anyMatch(line -> line.contains(" 502 "));
      }
    }
  }

  @Test
  void h35GoesThroughAProxyWithCredentials() {
    try (var proxy = TestServer.started()) {
      deliver(
          1,
          "http.url",
          "http://shop.invalid/in?a=b",
          "http.proxy.host",
          "127.0.0.1",
          "http.proxy.port",
          "" + proxy.port(),
          "http.proxy.user",
          "joe",
          "http.proxy.password",
          "secret");

      var request = proxy.requests().get(0);
      assertThat(request.uri()).isEqualTo("http://shop.invalid/in?a=b");
      assertThat(request.header("host")).isEqualTo("shop.invalid");
      assertThat(request.header("proxy-authorization")).isEqualTo("Basic am9lOnNlY3JldA==");
    }
  }

  @Test
  void curlSendsOverTlsWithACertificate() throws Exception {
    needs(Files.isExecutable(Path.of(CURL)), "curl");
    TestCertificates server = TestCertificates.of(folder, "server", "ip:127.0.0.1");
    TestCertificates client = TestCertificates.of(folder, "client", "dns:client");
    write("ca.pem", server.certificatePem());
    write("client.pem", client.certificatePem());
    write("client.key", client.keyPem());
    try (var rig =
        ListenerRig.started(
            "https.ssl.keystore.location",
            server.keyStore.toString(),
            "https.ssl.keystore.password",
            TestCertificates.PASSWORD,
            "https.ssl.truststore.location",
            client.trustStore.toString(),
            "https.ssl.truststore.password",
            TestCertificates.PASSWORD,
            "https.ssl.client.auth",
            "required")) {
      String url = "https://127.0.0.1:" + rig.port + "/";
      String with =
          curl(
              "--cacert",
              "ca.pem",
              "--cert",
              "client.pem",
              "--key",
              "client.key",
              "-d",
              "a=1",
              url);
      String without = curl("--cacert", "ca.pem", "-d", "a=2", url);

      assertThat(with).isEqualTo("200 2");
      assertThat(without).startsWith("000");
      assertThat(rig.values()).containsExactly("{\"a\":\"1\"}");
    }
  }

  private String curl(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(CURL, "-s", "-o", "/dev/null"));
    command.addAll(List.of("-w", "%{http_code} %{http_version}", "--max-time", "10"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void needs(boolean isInstalled, String program) {
    assumeTrue(isInstalled, () -> "SKIPPED: " + program + " is not installed on this machine");
  }

  private static void deliver(int count, String... options) {
    try (var rig = rig(options)) {
      rig.put(numbered(count));
      rig.untilCommitted(count);
      assertThat(rig.harness.rejected()).isEmpty();
    }
  }

  private static HttpSinkRig rig(String... options) {
    Map<String, String> config = new HashMap<>(HttpSinkRig.config(options));
    return new HttpSinkRig(config);
  }

  private static List<SinkRecord> numbered(int count) {
    var records = Records.topic("orders");
    for (int i = 0; i < count; i++) {
      records.value("v" + i);
    }
    return records.list();
  }
}
