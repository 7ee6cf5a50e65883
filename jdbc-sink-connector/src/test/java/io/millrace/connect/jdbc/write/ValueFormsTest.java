package io.millrace.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.PostgresDialect;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ValueFormsTest {

  private final ValueForms forms =
      new ValueForms(new PostgresDialect(Quoting.ALWAYS), ZoneId.of("Asia/Kolkata"));

  @Test
  void widensIntegers() {
    assertThat(bound(7, "int8", BindForm.INT64)).isEqualTo(7L);
    assertThat(bound("7", "int8", BindForm.INT64)).isEqualTo(7L);
    assertThat(bound(7.0, "int4", BindForm.INT32)).isEqualTo(7);
  }

  @Test
  void neverRoundsOrCutsIntegers() {
    assertRefused(7.5, "int4", BindForm.INT32);
    assertRefused(1L << 40, "int4", BindForm.INT32);
    assertRefused("x", "int4", BindForm.INT32);
    assertRefused(true, "int4", BindForm.INT32);
  }

  @Test
  void keepsSpecialFloats() {
    assertThat(bound(Float.NaN, "float8", BindForm.FLOAT64)).isEqualTo(Double.NaN);
    assertThat(bound(new BigDecimal("1.5"), "float8", BindForm.FLOAT64)).isEqualTo(1.5);
  }

  @Test
  void makesNoInfinityOfANumberThatIsTooLarge() {
    assertRefused(1e300, "float4", BindForm.FLOAT32);
    assertRefused("1e400", "float8", BindForm.FLOAT64);
    assertThat(bound("-Infinity", "float4", BindForm.FLOAT32)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(bound(Double.POSITIVE_INFINITY, "float4", BindForm.FLOAT32))
        .isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void refusesAnEndlessIntegerWithoutWritingItOut() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> assertRefused("1e999999999", "int8", BindForm.INT64));
  }

  @Test
  void readsTheSpellingsOfTruth() {
    assertThat(bound("TRUE", "bool", BindForm.BOOLEAN)).isEqualTo(true);
    assertThat(bound("f", "bool", BindForm.BOOLEAN)).isEqualTo(false);
    assertThat(bound("Off", "bool", BindForm.BOOLEAN)).isEqualTo(false);
    assertRefused("maybe", "bool", BindForm.BOOLEAN);
    assertRefused(2, "bool", BindForm.BOOLEAN);
  }

  @Test
  void writesDecimalsWithoutExponent() {
    assertThat(bound(new BigDecimal("1E+3"), "numeric", BindForm.TEXT)).isEqualTo("1000");
  }

  @Test
  void writesInstantsAsTheColumnUnderstandsThem() {
    assertThat(bound(Instant.EPOCH, "timestamptz", BindForm.TEXT)).isEqualTo("1970-01-01T00:00Z");
    assertThat(bound(Instant.EPOCH, "timestamp", BindForm.TEXT)).isEqualTo("1970-01-01T05:30");
  }

  @Test
  void writesTimesIntoTextWithTheirSeconds() {
    var column = new TableColumn("c", "text", Types.VARCHAR, 0);

    assertThat(forms.bound(Instant.EPOCH, column, BindForm.TEXT)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(forms.bound(LocalTime.of(10, 0), column, BindForm.TEXT)).isEqualTo("10:00:00");
  }

  @Test
  void writesYearsThatPostgresSpellsInItsOwnWay() {
    assertThat(bound(LocalDate.of(0, 2, 29), "date", BindForm.TEXT)).isEqualTo("0001-02-29 BC");
    assertThat(bound(LocalDate.of(12000, 1, 2), "date", BindForm.TEXT)).isEqualTo("12000-01-02");
    assertThat(bound(LocalDate.of(1500, 1, 2), "date", BindForm.TEXT)).isEqualTo("1500-01-02");
    assertThat(bound(LocalDateTime.of(-9, 1, 2, 3, 4), "timestamp", BindForm.TEXT))
        .isEqualTo("0010-01-02T03:04:00 BC");
  }

  @Test
  void writesLengthsOfTimeAsNumbersAndAsIntervals() {
    var span = new TimeSpan(-1_500_000, 1_000_000);

    assertThat(bound(span, "int8", BindForm.INT64)).isEqualTo(-1_500_000L);
    assertThat(bound(span, "interval", BindForm.TEXT)).isEqualTo("PT-1.5S");
  }

  @Test
  void writesMapsIntoHstore() {
    assertThat(bound("{\"a\":\"1\",\"q\\\"\":null}", "hstore", BindForm.TEXT))
        .isEqualTo("\"a\"=>\"1\",\"q\\\"\"=>NULL");
    assertThat(bound("a=>1", "hstore", BindForm.TEXT)).isEqualTo("a=>1");
    assertRefused("{\"a\":{}}", "hstore", BindForm.TEXT);
  }

  @Test
  void refusesBytesAsText() {
    assertRefused(new byte[] {1}, "text", BindForm.TEXT);
    assertRefused("text", "bytea", BindForm.BYTES);
  }

  private void assertRefused(Object value, String type, BindForm form) {
    assertThatThrownBy(() -> bound(value, type, form))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("Column c (" + type + ")");
  }

  private Object bound(Object value, String type, BindForm form) {
    return forms.bound(value, new TableColumn("c", type, Types.OTHER, 0), form);
  }
}
