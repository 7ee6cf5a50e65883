package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values of ten million characters are transformed or refused; none of them holds up a task. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HugeValueTest {

  private static final int HUGE = 10_000_000;

  private static Object parsed(Transformation<SinkRecord> transform, String text) {
    return transform.apply(record(text)).value();
  }

  @Test
  void aLineOfCsvWithAndWithoutQuotesIsRead() {
    var parse = configured(new ParseCsv.Value<SinkRecord>(), "columns=a,b");
    String text = "x".repeat(HUGE);

    assertThat(((Struct) parsed(parse, text + ",y")).getString("a")).hasSize(HUGE);
    assertThat(((Struct) parsed(parse, "\"" + text + "\",y")).getString("a")).hasSize(HUGE);
  }

  @Test
  void aNumberIsRefusedInCsvAndInFields() {
    var parse = configured(new ParseCsv.Value<SinkRecord>(), "columns=n:int64");
    var coerce = configured(new CoerceAttribute.Value<SinkRecord>(), "spec=n:decimal(10,2)");
    String digits = "7".repeat(HUGE);

    assertThatThrownBy(() -> parsed(parse, digits))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at path 'n'");
    assertThatThrownBy(() -> coerce.apply(record(map("n", digits))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at path 'n'");
  }

  @Test
  void aPatternIsGivenUpWhenItsTimeIsOver() {
    var parse =
        configured(new ParseText.Value<SinkRecord>(), "pattern=(?<a>.*.*.*)=", "timeout.ms=50");

    assertThatThrownBy(() -> parsed(parse, "x".repeat(HUGE)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("takes too long");
  }

  @Test
  void textIsWritten() {
    var json = configured(new FormatJson.Value<SinkRecord>());
    var csv = configured(new FormatCsv.Value<SinkRecord>(), "columns=a");
    var text = configured(new FormatText.Value<SinkRecord>(), "template=<${field:a}>");
    SinkRecord huge = record(map("a", "\"".repeat(HUGE)));

    assertThat((String) json.apply(huge).value()).hasSize(2 * HUGE + "{\"a\":\"\"}".length());
    assertThat((String) csv.apply(huge).value()).hasSize(2 * HUGE + 2);
    assertThat((String) text.apply(huge).value()).hasSize(HUGE + 2);
  }

  @Test
  void xmlIsRead() {
    var parse = configured(new ParseXml.Value<SinkRecord>(), "attributes=t=text()");

    Object value = parsed(parse, "<a>" + "x".repeat(HUGE) + "</a>");

    assertThat(((Struct) value).getString("t")).hasSize(HUGE);
  }
}
