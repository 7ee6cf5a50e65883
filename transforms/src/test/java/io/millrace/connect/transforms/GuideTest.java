package io.millrace.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.transforms.text.JsonText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of docs/guides/transforms. */
class GuideTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```properties\n(.*?)```\n```json\n(.*?)\n```\n```json\n(.*?)\n```", Pattern.DOTALL);

  record Example(String transform, String options, String before, String after) {
    @Override
    public String toString() {
      return transform;
    }
  }

  static Stream<Example> examples() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("..", "docs", "guides", "transforms"))) {
      return pages.sorted().toList().stream().flatMap(GuideTest::examplesOf);
    }
  }

  private static Stream<Example> examplesOf(Path page) {
    String text = read(page);
    String transform = text.substring("# ".length(), text.indexOf('\n'));
    return EXAMPLE
        .matcher(text)
        .results()
        .map(m -> new Example(transform, m.group(1), m.group(2), m.group(3)));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleIsTrue(Example example) throws Exception {
    var json = new JsonText(JsonText.Numbers.DECIMAL, 10);
    SinkRecord before = Applied.record(json.read(example.before()));
    Transformation<SinkRecord> transform = transform(example);

    Object after = transform.apply(before).value();

    Transformation<SinkRecord> toJson = new FormatJson.Value<>();
    toJson.configure(Map.of());
    Object shown = toJson.apply(Applied.record(Plain.of(after))).value();
    assertThat(shown).isEqualTo(example.after());
  }

  @SuppressWarnings("unchecked")
  private static Transformation<SinkRecord> transform(Example example) throws Exception {
    String name = "io.millrace.connect.transforms." + example.transform() + "$Value";
    var transform = (Transformation<SinkRecord>) Class.forName(name).getConstructor().newInstance();
    transform.configure(options(example.options()));
    return transform;
  }

  private static Map<String, String> options(String text) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> options = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> options.put(k, properties.getProperty(k)));
    return options;
  }

  @Test
  void everyTransformHasAnExample() throws IOException {
    List<String> shown = examples().map(Example::transform).distinct().toList();

    assertThat(shown).hasSize(12);
  }
}
