package io.millrace.connect.data;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonDataTest {

  @Test
  void writesStructsInTheOrderOfTheirFields() {
    assertThat(JsonData.text(null, struct("b", 1, "a", struct("x", true))))
        .isEqualTo("{\"b\":1,\"a\":{\"x\":true}}");
  }

  @Test
  void writesEmptyContainers() {
    assertThat(JsonData.text(null, List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
  }

  @Test
  void writesNumbersThatJsonHasAndOthersAsText() {
    assertThat(
            JsonData.text(null, Arrays.asList(1L, new BigDecimal("1E+2"), 0.5, Double.NaN, null)))
        .isEqualTo("[1,100,0.5,\"NaN\",null]");
  }

  @Test
  void writesNoZerosWithoutEnd() {
    assertThat(JsonData.text(null, new BigDecimal("1e999999999"))).isEqualTo("1E+999999999");
  }

  @Test
  void escapesWhatJsonDoesNotAllowInText() {
    assertThat(JsonData.text(null, List.of("a\"b\\c\nä"))).isEqualTo("[\"a\\\"b\\\\c\\nä\"]");
  }

  @Test
  void theBytesOfLargeTextAreCounted() {
    assertThat(JsonData.size("水".repeat(100_000))).isEqualTo(300_000);
    assertThat(JsonData.size("a".repeat(100_000))).isEqualTo(100_000);
  }

  @Test
  void writesBytesInBase64AndDatesInIso() {
    assertThat(JsonData.text(null, List.of(ByteBuffer.wrap(new byte[] {1, 2}), new Date(0))))
        .isEqualTo("[\"AQI=\",\"1970-01-01T00:00:00Z\"]");
  }
}
