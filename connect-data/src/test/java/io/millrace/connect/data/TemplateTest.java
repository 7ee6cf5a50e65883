package io.millrace.connect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.testkit.Records;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
