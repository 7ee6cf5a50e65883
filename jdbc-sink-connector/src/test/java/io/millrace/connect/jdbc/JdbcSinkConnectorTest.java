package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class JdbcSinkConnectorTest {

  @Test
  void isTheOnlyPluginOfItsManifest() {
    List<String> plugins =
        ServiceLoader.load(SinkConnector.class).stream()
            .map(provider -> provider.type().getName())
            .toList();

    assertThat(plugins).containsExactly(JdbcSinkConnector.class.getName());
  }

  @Test
  void findsNothingWrongWithADatabaseItCanReach() {
    assertThat(errors(Map.of("connection.url", "jdbc:h2:mem:validated"))).isEmpty();
  }

  @Test
  void saysWhichDatabaseItCannotReach() throws IOException {
    String url = "jdbc:postgresql://localhost:" + closedPort() + "/sales?password=hush";

    List<String> errors =
        errors(
            Map.of(
                "connection.url", url,
                "connection.user", "me",
                "connection.password", "secret"));

    assertThat(errors)
        .singleElement()
        .asString()
        .contains("jdbc:postgresql://localhost:", "/sales", "SQLState 08001", "Check host, port")
        .doesNotContain("hush", "secret");
  }

  @Test
  void connectsToNothingWhenTold() throws IOException {
    String url = "jdbc:postgresql://localhost:" + closedPort() + "/sales";

    assertThat(errors(Map.of("connection.url", url, "validate.connection", "false"))).isEmpty();
  }

  @Test
  void reportsOptionErrorsWithoutConnecting() {
    assertThat(errors(Map.of("connection.url", "jdbc:h2:mem:x", "insert.mode", "upsrt")))
        .singleElement()
        .asString()
        .contains("insert.mode", "insert, upsert, update, insert_ignore");
  }

  @Test
  void saysThatTheUrlIsMissing() {
    assertThat(errors(Map.of())).first().asString().contains("connection.url");
  }

  @Test
  void altersNoOffsetsThatWouldNotCount() {
    Map<String, String> config = Map.of("connection.url", "jdbc:h2:mem:x");
    Map<String, String> exactlyOnce = new HashMap<>(config);
    exactlyOnce.put("delivery.guarantee", "exactly_once");
    Map<TopicPartition, Long> offsets = Map.of(new TopicPartition("t", 0), 5L);
    var connector = new JdbcSinkConnector();

    assertThat(connector.alterOffsets(config, offsets)).isTrue();
    assertThatThrownBy(() -> connector.alterOffsets(exactlyOnce, offsets))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("__connect_sink_offsets");
  }

  private static List<String> errors(Map<String, String> config) {
    return new JdbcSinkConnector()
        .validate(config).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
