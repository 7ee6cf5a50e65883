package io.millrace.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValueTypeTest {

  @Test
  void parsesWhatItFormats() {
    assertThat(roundTrip(ValueType.uri(), "https://example.com/a"))
        .isEqualTo(URI.create("https://example.com/a"));
    assertThat(roundTrip(ValueType.path(), "/a/b")).isEqualTo(Path.of("/a/b"));
    assertThat(roundTrip(ValueType.charset(), "ISO-8859-1")).isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(roundTrip(ValueType.regex(), "a+").pattern()).isEqualTo("a+");
  }

  @Test
  void saysWhatARegularExpressionLacks() {
    assertThatThrownBy(() -> ValueType.regex().parse("a("))
        .hasMessageContaining("must be a regular expression: Unclosed group near index");
  }

  @Test
  void namesCharacterSetsThatExist() {
    assertThatThrownBy(() -> ValueType.charset().parse("utf-9"))
        .hasMessageContaining("for example UTF-8");
  }

  @Test
  void aBlankOptionalTextIsMissing() {
    assertThat(ValueType.text().optional().parse(" ")).isEmpty();
    assertThat(ValueType.text().optional().parse(null)).isEmpty();
  }

  private static <T> T roundTrip(ValueType<T> type, String text) {
    T value = type.parse(text);
    assertThat(type.format(value)).isEqualTo(text);
    return value;
  }
}
