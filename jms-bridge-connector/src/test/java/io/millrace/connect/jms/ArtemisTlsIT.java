package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections where both sides show a certificate. */
class ArtemisTlsIT {

  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String name : List.of("broker", "client", "stranger")) {
      keytool(
          "-genkeypair",
          "-alias",
          name,
          "-keystore",
          store(name),
          "-keyalg",
          "RSA",
          "-dname",
          "CN=" + name,
          "-ext",
          "san=ip:127.0.0.1",
          "-storetype",
          "PKCS12",
          "-validity",
          "2");
      keytool("-exportcert", "-alias", name, "-keystore", store(name), "-file", store(name + "-c"));
      keytool(
          "-importcert",
          "-noprompt",
          "-alias",
          name,
          "-file",
          store(name + "-c"),
          "-keystore",
          store(name + "-trust"),
          "-storetype",
          "PKCS12");
    }
  }

  @Test // J49
  void connectsWithCertificatesOnBothSides() throws Exception {
    try (var broker = ArtemisServer.started(acceptor());
        var sink = SinkTaskHarness.started(JmsSinkTask::new, config(broker, "broker-trust"))) {
      sink.put(Records.topic("orders").value("secret").list());

      await().untilAsserted(() -> assertThat(broker.depth("out")).isEqualTo(1));
    }
  }

  @Test // J49
  void aBrokerNobodyVouchesForIsRefused() throws Exception {
    try (var broker = ArtemisServer.started(acceptor())) {
      assertThat(
              new JmsSinkConnector()
                  .validate(config(broker, "stranger-trust")).configValues().stream()
                      .flatMap(value -> value.errorMessages().stream()))
          .singleElement()
          .asString()
          .contains("Connecting to " + broker.url());
    }
  }

  private static Map<String, String> config(ArtemisServer broker, String trusted) {
    Map<String, String> config = broker.connection();
    config.put("topics", "orders");
    config.put("jms.destination.name", "out");
    config.put("jms.ssl.truststore.location", store(trusted));
    config.put("jms.ssl.truststore.password", PASSWORD);
    config.put("jms.ssl.keystore.location", store("client"));
    config.put("jms.ssl.keystore.password", PASSWORD);
    return config;
  }

  private static String acceptor() {
    return "&sslEnabled=true&needClientAuth=true&keyStoreType=PKCS12&trustStoreType=PKCS12"
        + ("&keyStorePath=" + store("broker") + "&keyStorePassword=" + PASSWORD)
        + ("&trustStorePath=" + store("client-trust") + "&trustStorePassword=" + PASSWORD);
  }

  private static String store(String name) {
    return folder.resolve(name + ".p12").toString();
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(arguments));
    line.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
