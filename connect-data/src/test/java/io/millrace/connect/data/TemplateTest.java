package io.millrace.connect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.testkit.Records;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final Vocabulary<RecordData> RECORDS = Vocabulary.ofRecords();

  @Test
  void placesAreFilledFromTheRecord() {
    var record = record("k".getBytes(StandardCharsets.UTF_8), Map.of("a", new BigDecimal("1E+2")));
    record.headers().addString("h", "w");

    assertThat(rendered("${topic}/${partition}-${key}", record)).isEqualTo("orders/3-k");
    assertThat(rendered("${field:a}${header:h}", record)).isEqualTo("100w");
    assertThat(rendered("${timestamp:yyyy-MM-dd}", record)).isEqualTo("2026-01-01");
    assertThat(rendered("${timestamp}", record)).isEqualTo(String.valueOf(Records.TIMESTAMP));
    assertThat(rendered("a $ {b} $}", record)).isEqualTo("a $ {b} $}");
  }

  @Test
  void datesAndTimesOfDayAreWrittenAsTheirSchemasSay() {
    var times = SchemaBuilder.array(Time.SCHEMA).build();
    var inner = SchemaBuilder.struct().field("times", times).build();
    var schema =
        SchemaBuilder.struct()
            .field("day", Date.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("inner", inner)
            .build();
    var midnight = new java.util.Date(Records.TIMESTAMP);
    var quarterPastTen = new java.util.Date(36_900_000);
    var value =
        new Struct(schema)
            .put("day", midnight)
            .put("at", midnight)
            .put("inner", new Struct(inner).put("times", List.of(quarterPastTen)));
    var record =
        new RecordData(
            "orders", 3, 7, null, Date.SCHEMA, midnight, schema, value, new ConnectHeaders());
    record.headers().addTime("h", quarterPastTen);

    assertThat(rendered("${field:day}", record)).isEqualTo("2026-01-01");
    assertThat(rendered("${field:inner.times[0]}", record)).isEqualTo("10:15:00");
    assertThat(rendered("${field:at}", record)).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(rendered("${key}/${header:h}", record)).isEqualTo("2026-01-01/10:15:00");
  }

  @Test
  void numbersAreWrittenOutWithoutAnExponent() {
    assertThat(rendered("${field:a}", record(null, Map.of("a", 1.25e7)))).isEqualTo("12500000.0");
    assertThat(rendered("${field:a}", record(null, Map.of("a", 1e-4f)))).isEqualTo("0.0001");
    assertThat(rendered("${field:a}", record(null, Map.of("a", 0.5)))).isEqualTo("0.5");
    assertThat(rendered("${field:a}", record(null, Map.of("a", Double.NaN)))).isEqualTo("NaN");
    assertThat(rendered("${field:a}", record(null, Map.of("a", new BigDecimal("1e999999999")))))
        .isEqualTo("1E+999999999");
  }

  @Test
  void tellsItsPlacesAndItsText() {
    var template = Template.parse("/a/${topic}/${key}", RECORDS);

    assertThat(template.places()).containsExactly("${topic}", "${key}");
    assertThat(template.literalStart()).isEqualTo("/a/");
    assertThat(template.isLiteral()).isFalse();
    assertThat(Template.parse("x", RECORDS).isLiteral()).isTrue();
    assertThat(template).hasToString("/a/${topic}/${key}");
  }

  @Test
  void aRecordWithoutSuchTextIsBad() {
    assertThatThrownBy(() -> rendered("${key}", record(null, Map.of())))
        .isInstanceOf(DeliveryException.class)
        .hasMessage("The name needs ${key}, and the record has no such text.");
    assertThatThrownBy(() -> rendered("${field:a}", record(null, Map.of("a", Map.of()))))
        .hasMessageContaining("${field:a}");
  }

  @Test
  void unknownPlacesAreRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Template.parse("${tpoic}", RECORDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must use ${topic}, ${partition}, ${key}, ${field:a.b}, ${header:name} or"
                + " ${timestamp:pattern}, not ${tpoic}");
    assertThatThrownBy(() -> Template.parse("${topic", RECORDS)).hasMessageContaining("close");
    assertThatThrownBy(() -> Template.parse("${topic:x}", RECORDS)).hasMessageContaining("topic");
  }

  private static String rendered(String template, RecordData record) {
    return Template.parse(template, RECORDS).render("The name", record, PlainText::of);
  }

  private static RecordData record(@Nullable Object key, Object value) {
    return new RecordData(
        "orders", 3, 7, Records.TIMESTAMP, null, key, null, value, new ConnectHeaders());
  }
}
