package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connect.common.config.ConfigSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Validates the configurations of docs/guides/files.md. */
class FileGuideTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, ConfigSpec> SPECS =
      Map.of(
          FileTailSourceConnector.class.getName(), FileTailConfig.SPEC,
          FileAppendSinkConnector.class.getName(), FileAppendConfig.SPEC);

  @Test
  void everyConfigurationIsValidAndHasNoUnknownKey() throws IOException {
    List<Map<String, String>> configurations = configurations();

    assertThat(configurations).hasSizeGreaterThanOrEqualTo(6);
    for (Map<String, String> configuration : configurations) {
      ConfigSpec spec = SPECS.get(configuration.get("connector.class"));
      List<String> problems = new ArrayList<>();
      spec.validate(configuration).forEach(value -> problems.addAll(value.errorMessages()));
      assertThat(problems).as(configuration.toString()).isEmpty();
      assertThat(spec.options().stream().map(option -> option.key()).toList())
          .containsAll(ownKeys(configuration));
    }
  }

  private static List<Map<String, String>> configurations() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guides", "files.md"));
    List<Map<String, String>> configurations = new ArrayList<>();
    for (var block : BLOCK.matcher(guide).results().toList()) {
      configurations.add(
          JSON.readValue(block.group(1), new TypeReference<Map<String, String>>() {}));
    }
    return configurations;
  }

  private static List<String> ownKeys(Map<String, String> configuration) {
    return configuration.keySet().stream()
        .filter(
            key ->
                !key.matches(
                    "connector.class|tasks.max|topics|errors\\..*|(transforms|predicates)(\\..*)?|.*\\.converter"))
        .toList();
  }
}
