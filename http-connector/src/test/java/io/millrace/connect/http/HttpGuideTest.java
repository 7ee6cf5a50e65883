package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.http.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Validates the configurations of docs/guides/http.md. */
class HttpGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, ConfigSpec> SPECS =
      Map.of(
          HttpSinkConnector.class.getName(), HttpSinkConfig.SPEC,
          HttpListenerSourceConnector.class.getName(), HttpListenerConfig.SPEC,
          HttpPollSourceConnector.class.getName(), HttpPollConfig.SPEC);

  @Test
  void everyConfigurationIsValidAndHasNoUnknownKey() throws IOException {
    List<Map<String, String>> configurations = configurations();

    assertThat(configurations).hasSizeGreaterThanOrEqualTo(4);
    for (Map<String, String> configuration : configurations) {
      ConfigSpec spec = SPECS.get(configuration.get("connector.class"));
      List<String> problems = new ArrayList<>();
      spec.validate(configuration).forEach(value -> problems.addAll(value.errorMessages()));
      assertThat(problems).as(configuration.toString()).isEmpty();
      assertThat(known(spec)).containsAll(ownKeys(spec, configuration));
    }
  }

  private static List<Map<String, String>> configurations() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guides", "http.md"));
    return BLOCK.matcher(guide).results().map(block -> configuration(block.group(1))).toList();
  }

  private static Map<String, String> configuration(String json) {
    Map<String, String> configuration = new HashMap<>();
    ((Map<?, ?>) Json.parse(json.getBytes(StandardCharsets.UTF_8)))
        .forEach((key, value) -> configuration.put(key.toString(), value.toString()));
    return configuration;
  }

  private static List<String> known(ConfigSpec spec) {
    return spec.options().stream().map(option -> option.key()).toList();
  }

  private static List<String> ownKeys(ConfigSpec spec, Map<String, String> configuration) {
    return configuration.keySet().stream()
        .filter(key -> spec.passThrough().keySet().stream().noneMatch(key::startsWith))
        .filter(key -> !key.matches("connector.class|tasks.max|topics|errors\\..*|.*\\.converter"))
        .toList();
  }
}
