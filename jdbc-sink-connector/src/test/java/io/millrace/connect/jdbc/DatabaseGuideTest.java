package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Validates the configurations of docs/guides/databases.md, and the names it gives options. */
class DatabaseGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\": \"([^\"]*)\"");
  private static final Pattern ACCEPTED = Pattern.compile("\\*`([a-z.]+)(?:=[a-z]+)?`\\*");

  private final String guide = guide();

  @Test
  void everyConfigurationIsValidAndHasNoUnknownKey() {
    List<Map<String, String>> configurations =
        BLOCK.matcher(guide).results().map(block -> configuration(block.group(1))).toList();

    assertThat(configurations).hasSizeGreaterThanOrEqualTo(4);
    for (Map<String, String> configuration : configurations) {
      List<String> problems = new ArrayList<>();
      JdbcSinkConfig.SPEC
          .validate(configuration)
          .forEach(value -> problems.addAll(value.errorMessages()));
      assertThat(problems).as(configuration.toString()).isEmpty();
      assertThat(known()).containsAll(ownKeys(configuration));
    }
  }

  @Test
  void namesOfOtherSinksAreAcceptedAsTheGuideSays() {
    List<String> accepted = ACCEPTED.matcher(guide).results().map(m -> m.group(1)).toList();
    List<String> all = new ArrayList<>(known());
    JdbcSinkConfig.SPEC.options().forEach(option -> all.addAll(option.aliases()));

    assertThat(accepted).hasSizeGreaterThan(10);
    assertThat(all).containsAll(accepted);
  }

  private static List<String> known() {
    return JdbcSinkConfig.SPEC.options().stream().map(option -> option.key()).toList();
  }

  private static List<String> ownKeys(Map<String, String> configuration) {
    return configuration.keySet().stream()
        .filter(key -> !key.matches("connector.class|topics.*|errors\\..*|transforms.*"))
        .toList();
  }

  private static Map<String, String> configuration(String json) {
    Map<String, String> configuration = new HashMap<>();
    ENTRY
        .matcher(json)
        .results()
        .forEach(e -> configuration.put(e.group(1), e.group(2).replace("\\\\", "\\")));
    return configuration;
  }

  private static String guide() {
    try {
      return Files.readString(Path.of("..", "docs", "guides", "databases.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
