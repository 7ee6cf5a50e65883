package io.millrace.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.PostgresDialect;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
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
