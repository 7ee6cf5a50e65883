package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.MySqlDistribution;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector configuration of the documentation, validated by a worker. */
class ExamplesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static Stack.Running stack;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  @BeforeAll
  static void startStack() {
    stack = Stack.started(Installation.current(), Ports.free(0, 0, 0));
    stack.artemis(); // the validation of JMS connectors connects
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  static Stream<String> examples() throws IOException {
    Path folder = Installation.current().root().resolve("docs/examples");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Objects.toString(file.getFileName()).replace(".json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theWorkerHasNothingToSayAgainstAnExample(String name) throws IOException {
    String document = stack.example(name);
    if (document.contains("MYSQL_HOST")) {
      assumeTrue(MySqlDistribution.MYSQL.isInstalled(), "no MySQL: see build/databases/install.sh");
      stack.mysql(); // the validation of Debezium connects
    }
    JsonNode example = JSON.readTree(document);
    Map<String, String> config =
        JSON.convertValue(example.path("config"), new TypeReference<Map<String, String>>() {});
    config.put("name", name);

    JsonNode answer =
        stack
            .worker()
            .api()
            .validate(Objects.requireNonNull(config.get("connector.class")), config);

    assertThat(example.path("name").asText()).isEqualTo(name);
    assertThat(errors(answer)).isEmpty();
  }

  private static List<String> errors(JsonNode answer) {
    List<String> errors = new ArrayList<>();
    for (JsonNode option : answer.path("configs")) {
      for (JsonNode error : option.path("value").path("errors")) {
        errors.add(error.asText());
      }
    }
    return errors;
  }
}
