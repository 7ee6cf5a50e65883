package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileTailSourceConnectorTest {

  private static final String GEN = "fd00:42:3:1f:2e";

  private final FileTailSourceConnector connector = new FileTailSourceConnector();

  @Test
  void theManifestNamesExactlyTheConnector() {
    var classes =
        ServiceLoader.load(SourceConnector.class).stream()
            .map(ServiceLoader.Provider::type)
            .toList();

    assertThat(classes).isEqualTo(List.of(FileTailSourceConnector.class));
  }

  @Test
  void exactlyOnceIsSupported() {
    assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
  }

  @Test
  void transactionsMayBeCutByTheConnector() {
    assertThat(connector.canDefineTransactionBoundaries(Map.of()))
        .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
  }

  @ParameterizedTest
  @MethodSource
  void acceptsOffsetsThatItCanContinueFrom(Map<String, ?> offset) {
    assertThat(alter(Map.of("file", "/a.log"), offset)).isTrue();
  }

  static List<Map<String, ?>> acceptsOffsetsThatItCanContinueFrom() {
    return List.of(
        Map.of("position", 0),
        Map.of("position", 5L),
        Map.of("position", 5, "line", 1L, "gen", GEN),
        Map.of("position", 5, "gen", GEN + "," + GEN + ":7"));
  }

  @Test
  void acceptsAReset() {
    assertThat(alter(Map.of("file", "/a.log"), null)).isTrue();
    assertThat(connector.alterOffsets(Map.of(), Map.of())).isTrue();
  }

  @Test
  void refusesOffsetsThatMeanNothing() {
    assertRefused(Map.of("position", -1), "position must not be negative, but is -1");
    assertRefused(Map.of("position", "1"), "position must be a whole number, not '1'");
    assertRefused(Map.of("position", 1.5), "position must be a whole number");
    assertRefused(Map.of("line", 1), "position is missing");
    assertRefused(Map.of("position", 1, "offset", 1), "'offset' is not part of a file offset");
    assertRefused(Map.of("position", 1, "gen", "x"), "leave gen out");
    assertRefused(Map.of("position", 1, "gen", 3), "gen must be a string");
    assertRefused(Map.of("position", 1, "completed", "x"), "completed must be true or false");
  }

  @Test
  void refusesPartitionsOfOtherConnectors() {
    assertThatThrownBy(() -> alter(Map.of("filename", "/a.log"), Map.of("position", 1)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("must be {\"file\": \"<absolute path>\"}");
    assertThatThrownBy(() -> alter(Map.of("file", "a.log"), Map.of("position", 1)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void refusesFilesThatPathsDoesNotMatchUnlessItIsAReset() {
    var config = Map.of("name", "c", "paths", "/in/*.log,/in/*.csv.gz", "topic", "t");
    var offset = Map.of("position", 1);

    assertThat(connector.alterOffsets(config, of("/in/a.log", offset))).isTrue();
    assertThat(connector.alterOffsets(config, of("/in/a.csv", offset))).isTrue();
    assertThat(connector.alterOffsets(config, of("/other/a.log", null))).isTrue();
    assertThatThrownBy(() -> connector.alterOffsets(config, of("/other/a.log", offset)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("File /other/a.log is not one that paths matches");
  }

  private static Map<Map<String, ?>, Map<String, ?>> of(String file, Map<String, ?> offset) {
    return Collections.singletonMap(Map.of("file", file), offset);
  }

  private void assertRefused(Map<String, ?> offset, String reason) {
    assertThatThrownBy(() -> alter(Map.of("file", "/a.log"), offset))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("/a.log")
        .hasMessageContaining(reason);
  }

  private boolean alter(Map<String, ?> partition, Map<String, ?> offset) {
    return connector.alterOffsets(Map.of(), Collections.singletonMap(partition, offset));
  }
}
