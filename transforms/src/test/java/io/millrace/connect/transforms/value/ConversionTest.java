package io.millrace.connect.transforms.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.transforms.structure.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

  private static Object converted(Object value, String type) {
    return new Conversion(FieldType.parse(type)).convert(value);
  }

  @Test
  void wholeNumbersFitOrFail() {
    assertThat(converted("127", "int8")).isEqualTo((byte) 127);
    assertThat(converted(5L, "int16")).isEqualTo((short) 5);
    assertThat(converted(5.0, "int32")).isEqualTo(5);
    assertThat(converted("1e3", "int64")).isEqualTo(1000L);
  }

  @ParameterizedTest
  @CsvSource({
    "128, int8",
    "1.5, int32",
    "secret, int64",
    "0x10, int64",
    "1d, float64",
    "1e400, float64",
    "1e40, float32",
    "1e999999999, int64",
    "1e-999999999, int64",
    "1e-999999999, 'decimal(10,2)'",
    "1e999999999, 'decimal(10,2)'",
    "90.005, 'decimal(10,2)'",
    "123456789, 'decimal(10,2)'",
    "maybe, boolean",
    "2026-02-30, date",
    "25:00, time",
    "yesterday, timestamp"
  })
  void whatDoesNotFitIsRefused(String text, String type) {
    assertThatThrownBy(() -> converted(text, type))
        .isInstanceOf(Problem.class)
        .hasMessageNotContaining(text);
  }

  @Test
  void aNumberIsNeverRoundedSilently() {
    assertThat(converted(1L << 53, "float64")).isEqualTo((double) (1L << 53));
    assertThatThrownBy(() -> converted((1L << 53) + 1, "float64")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> converted(16_777_217, "float32")).isInstanceOf(Problem.class);
    assertThat(converted(0.1, "float32")).isEqualTo(0.1f);
    assertThatThrownBy(() -> converted(0.123456789012, "float32")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> converted("0.12345678901234567890", "float64"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void theShortWaysFromTextToNumbersGiveWhatTheLongOnesDo() {
    for (String text :
        List.of("0", "-0", "7", "-7", "007", "999999999999999999", "-999999999999999999")) {
      assertThat(new Conversion(FieldType.parse("int64")).convert(text))
          .isEqualTo(new BigDecimal(text).longValueExact());
    }
    for (String text : List.of("0.1", "-90.5", "123456789012345", "0.00000000000000000012")) {
      assertThat(new Conversion(FieldType.parse("float64")).convert(text))
          .isEqualTo(Double.valueOf(text));
    }
    assertThat(new Conversion(FieldType.parse("int64")).convert("9223372036854775807"))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(new Conversion(FieldType.parse("float64")).convert("-Infinity"))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> new Conversion(FieldType.parse("int64")).convert("-"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void numbersAreWrittenWithoutExponent() {
    assertThat(converted(12_500_000.0, "string")).isEqualTo("12500000.0");
    assertThat(converted(0.0005, "string")).isEqualTo("0.0005");
    assertThat(converted(-1.5e-7f, "string")).isEqualTo("-0.00000015");
    assertThat(converted(90.5, "string")).isEqualTo("90.5");
    assertThat(converted(1.0, "string")).isEqualTo("1.0");
    assertThat((String) converted(Double.MAX_VALUE, "string")).hasSize(311);
    assertThat(converted(Double.NEGATIVE_INFINITY, "string")).isEqualTo("-Infinity");
    assertThat(converted(Float.NaN, "string")).isEqualTo("NaN");
  }

  @Test
  void decimalsHaveTheirScale() {
    assertThat(converted("90.0", "decimal(10,2)")).isEqualTo(new BigDecimal("90.00"));
    assertThat(converted("90.500", "decimal(10,2)")).isEqualTo(new BigDecimal("90.50"));
    assertThat(converted("0", "decimal(2,2)")).isEqualTo(new BigDecimal("0.00"));
    assertThat(FieldType.parse("decimal(10,2)").schema().parameters())
        .containsEntry("scale", "2")
        .containsEntry("connect.decimal.precision", "10");
  }

  @Test
  void timestampsAreReadInIsoForm() {
    Date noon = Date.from(Instant.parse("2026-01-01T12:00:00Z"));

    assertThat(converted("2026-01-01T12:00:00Z", "timestamp")).isEqualTo(noon);
    assertThat(converted("2026-01-01T13:00:00+01:00", "timestamp")).isEqualTo(noon);
    assertThat(converted("2026-01-01 12:00:00", "timestamp")).isEqualTo(noon);
    assertThat(converted(noon.getTime(), "timestamp")).isEqualTo(noon);
  }

  @Test
  void patternsAndZonesAreTheUsers() {
    var times =
        new TimeText(Optional.of(TimeText.pattern("dd.MM.yyyy HH:mm")), ZoneId.of("Europe/Vienna"));
    var conversion = new Conversion(FieldType.parse("timestamp"), times);

    assertThat(conversion.convert("01.07.2026 14:00"))
        .isEqualTo(Date.from(Instant.parse("2026-07-01T12:00:00Z")));
    var days =
        new TimeText(Optional.of(TimeText.pattern("dd.MM.yyyy")), ZoneId.of("Europe/Vienna"));
    assertThat(new Conversion(FieldType.parse("timestamp"), days).convert("01.07.2026"))
        .isEqualTo(Date.from(Instant.parse("2026-06-30T22:00:00Z")));
    assertThat(new Conversion(FieldType.parse("date"), days).convert("01.07.2026"))
        .isEqualTo(Date.from(Instant.parse("2026-07-01T00:00:00Z")));
  }

  @Test
  void nullStaysNull() {
    assertThat(converted(null, "int32")).isNull();
  }
}
