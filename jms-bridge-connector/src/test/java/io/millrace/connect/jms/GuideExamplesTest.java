package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connect.common.config.ConfigSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every configuration of the guide passes the validation, and has no key we do not know. */
class GuideExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theExamplesAreValid() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "guides", "jms.md"));
    List<MatchResult> examples = EXAMPLE.matcher(guide).results().toList();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(10);
    for (MatchResult example : examples) {
      JsonNode json = JSON.readTree(example.group(1));
      Map<String, String> config =
          complete(json.path("config").isMissingNode() ? json : json.path("config"));
      ConfigSpec spec =
          config.get("connector.class").endsWith("JmsSinkConnector")
              ? JmsSinkConfig.SPEC
              : JmsSourceConfig.SPEC;

      assertThat(spec.validate(config).stream().flatMap(v -> v.errorMessages().stream()))
          .as(example.group())
          .isEmpty();
    }
  }

  // The shorter examples replace the connection of the first one.
  private static Map<String, String> complete(JsonNode json) {
    Map<String, String> config =
        JSON.convertValue(json, new TypeReference<HashMap<String, String>>() {});
    config.putIfAbsent("connector.class", JmsSourceConnector.class.getName());
    config.putIfAbsent("jms.destination.name", "orders");
    if (!config.containsKey("topics")) {
      config.putIfAbsent("topic", "orders");
    }
    return config;
  }
}
