package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

class HttpPollConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return HttpPollConfig.SPEC;
  }

  @Test
  void needsWhatAModeNeeds() {
    assertThat(errors("http.source.mode", "incrementing"))
        .singleElement()
        .asString()
        .contains("http.offset.json.pointer");
    assertThat(errors("http.source.mode", "cursor"))
        .hasSize(2)
        .anyMatch(error -> error.contains("${cursor}"))
        .anyMatch(error -> error.contains("http.next.page.json.pointer"));
    assertThat(errors("http.source.mode", "timestamp", "http.offset.json.pointer", "/t"))
        .singleElement()
        .asString()
        .contains("http.key.json.pointer");
    assertThat(errors("http.source.mode", "page"))
        .hasSize(2)
        .anyMatch(error -> error.contains("${page}"))
        .anyMatch(error -> error.contains("page.size"));
  }

  @Test
  void refusesAPointerThatIsNone() {
    assertThat(errors("http.response.data.json.pointer", "items"))
        .singleElement()
        .asString()
        .contains("RFC 6901");
  }

  @Test
  void checksOffsetsThatAreAltered() {
    var connector = new HttpPollSourceConnector();
    Map<String, ?> partition = Map.of("url", "https://a.example/", "entity", "");

    assertThat(connector.alterOffsets(Map.of(), Map.of(partition, Map.of("mark", "7", "index", 0))))
        .isTrue();
    assertThatThrownBy(
            () -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("page", "7"))))
        .hasMessageContaining("'page' is not one of");
    assertThatThrownBy(
            () -> connector.alterOffsets(Map.of(), Map.of(Map.of("x", "y"), Map.of("index", 0))))
        .hasMessageContaining("entity");
  }

  @Test
  void promisesExactlyOnceForAllButSnapshots() {
    var connector = new HttpPollSourceConnector();
    assertThat(connector.exactlyOnceSupport(config())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    assertThat(connector.exactlyOnceSupport(config("http.source.mode", "link")))
        .isEqualTo(ExactlyOnceSupport.SUPPORTED);
  }

  @Test
  void hasNoMoreTasksThanEntities() {
    var connector = new HttpPollSourceConnector();
    connector.start(config());
    assertThat(connector.taskConfigs(5)).hasSize(1);
    connector.start(config("http.url", "https://a.example/${entity}", "entity.names", "x,y"));
    assertThat(connector.taskConfigs(5)).hasSize(2);
  }

  private static List<String> errors(String... keysAndValues) {
    return HttpPollConfig.SPEC.validate(config(keysAndValues)).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }

  private static Map<String, String> config(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("http.url", "https://shop.example/orders");
    properties.put("topic", "orders");
    properties.putAll(HttpSinkRig.config(keysAndValues));
    return properties;
  }
}
