package io.millrace.connect.jms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyNamesTest {

  @ParameterizedTest
  @CsvSource({
    "region, region",
    "a-b, a_b",
    "millrace.origin, millrace_origin",
    "1st, _1st",
    "JMSPriority, _JMSPriority",
    "like, _like"
  })
  void escapesWhatJmsDoesNotAllow(String header, String property) {
    assertThat(PropertyNames.ESCAPE.of(header)).contains(property);
  }

  @ParameterizedTest
  @CsvSource({"a-b", "JMSPriority", "like"})
  void skipsOrRejectsIt(String header) {
    assertThat(PropertyNames.SKIP.of(header)).isEmpty();
    assertThatThrownBy(() -> PropertyNames.FAIL.of(header)).hasMessageContaining(header);
  }
}
