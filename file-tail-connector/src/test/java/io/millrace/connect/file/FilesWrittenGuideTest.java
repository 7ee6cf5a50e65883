package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Validates the configurations of docs/guides/files-written.md. */
class FilesWrittenGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OF_CONNECT = Pattern.compile("connector.class|tasks.max|topics");

  @Test
  void everyConfigurationIsValidAndHasNoUnknownKey() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guides", "files-written.md"));

    List<String> blocks = BLOCK.matcher(guide).results().map(FilesWrittenGuideTest::json).toList();

    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      Map<String, String> configuration =
          new ObjectMapper().readValue(block, new TypeReference<Map<String, String>>() {});
      List<String> problems = new ArrayList<>();
      FileAppendConfig.SPEC
          .validate(configuration)
          .forEach(value -> problems.addAll(value.errorMessages()));
      assertThat(problems).as(block).isEmpty();
      assertThat(known()).containsAll(own(configuration));
    }
  }

  private static String json(MatchResult block) {
    return block.group(1);
  }

  private static List<String> known() {
    return FileAppendConfig.SPEC.options().stream().map(option -> option.key()).toList();
  }

  private static List<String> own(Map<String, String> configuration) {
    return configuration.keySet().stream()
        .filter(key -> !OF_CONNECT.matcher(key).matches())
        .toList();
  }
}
