package io.millrace.connect.file.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicTemplateTest {

  @Test
  void isFilledFromThePath() {
    Path path = Path.of("/var/legacy/orders in.csv");

    assertThat(TopicTemplate.parse("lines").of(path)).isEqualTo("lines");
    assertThat(TopicTemplate.parse("from-${dir}.${name}").of(path))
        .isEqualTo("from-legacy.orders_in.csv");
    assertThat(TopicTemplate.parse("files-${ext}").of(path)).isEqualTo("files-csv");
  }

  @Test
  void isNeverLongerThanATopicMayBe() {
    Path path = Path.of("/in/" + "x".repeat(250));

    assertThat(TopicTemplate.parse("t-${name}").of(path)).hasSize(249).startsWith("t-xxx");
  }

  @Test
  void isAlwaysANameATopicMayHave() {
    assertThat(TopicTemplate.parse("${ext}").of(Path.of("/in/orders."))).isEqualTo("_");
    assertThat(TopicTemplate.parse("${dir}.").of(Path.of("/orders"))).isEqualTo("_");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> TopicTemplate.parse("two words"))
        .hasMessageContaining("${name}, ${dir} or ${ext}");
    assertThatThrownBy(() -> TopicTemplate.parse("..")).hasMessageContaining("a topic name");
    assertThatThrownBy(() -> TopicTemplate.parse("")).hasMessageContaining("a topic name");
    assertThatThrownBy(() -> TopicTemplate.parse("a-${field:x}"))
        .hasMessageContaining("not ${field}");
  }
}
