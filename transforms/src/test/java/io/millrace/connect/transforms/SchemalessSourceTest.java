package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.Records;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records without schema on their way into Kafka, as Kafka's JsonConverter writes them. */
class SchemalessSourceTest {

  private static final JsonConverter JSON = new JsonConverter();

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final SourceRecord record = Records.source("orders", null, map("a", 1));

  @BeforeAll
  static void jsonHasNoSchema() {
    JSON.configure(Map.of("schemas.enable", "false"), false);
  }

  private String added(String... options) {
    return written(new AddAttribute.Value<>(clock), options);
  }

  private String written(Transformation<SourceRecord> transform, String... options) {
    SourceRecord after = configured(transform, options).apply(record);
    return new String(
        JSON.fromConnectData(after.topic(), after.valueSchema(), after.value()), UTF_8);
  }

  @Test
  void theTimeIsIsoText() {
    assertThat(added("field=t", "from=now")).isEqualTo("{\"a\":1,\"t\":\"2026-03-01T12:00:00Z\"}");
    assertThat(added("field=t", "from=timestamp"))
        .isEqualTo("{\"a\":1,\"t\":\"2026-03-01T12:00:00Z\"}");
    assertThat(added("attributes=now() as t, coalesce(b, now()) as u"))
        .isEqualTo("{\"a\":1,\"t\":\"2026-03-01T12:00:00Z\",\"u\":\"2026-03-01T12:00:00Z\"}");
    assertThat(written(new Select.Value<>(clock), "select=now() as t, a"))
        .isEqualTo("{\"t\":\"2026-03-01T12:00:00Z\",\"a\":1}");
  }

  @Test
  void theTimeHasTheFormatAskedFor() {
    assertThat(added("field=t", "from=now", "format=dd.MM.yyyy HH:mm", "timezone=Europe/Vienna"))
        .isEqualTo("{\"a\":1,\"t\":\"01.03.2026 13:00\"}");
  }

  @Test
  void theTimeCanBeANumber() {
    assertThat(added("field=t", "from=now", "value.type=int64"))
        .isEqualTo("{\"a\":1,\"t\":1772366400000}");
    assertThat(written(new Select.Value<>(clock), "select=now() as t:int64"))
        .isEqualTo("{\"t\":1772366400000}");
  }

  @Test
  void datesOfHeadersAreText() {
    record.headers().addDate("day", new Date(Records.TIMESTAMP));

    assertThat(added("field=day", "from=header", "value=day"))
        .isEqualTo("{\"a\":1,\"day\":\"2026-01-01\"}");
  }

  @Test
  void aTypeThatWasAskedForIsKept() {
    String[] options = {"field=t", "from=now", "value.type=timestamp"};

    SourceRecord after =
        configured(new AddAttribute.Value<SourceRecord>(clock), options).apply(record);

    assertThat(after.value()).isEqualTo(map("a", 1, "t", Date.from(clock.instant())));
    assertThatThrownBy(() -> added(options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not have corresponding schema type");
  }

  @Test
  void aTimeThatIsThereAlreadyIsKept() {
    var day = new Date(Records.TIMESTAMP);
    SourceRecord before = Records.source("orders", null, map("day", day));

    SourceRecord after =
        configured(new Select.Value<SourceRecord>(clock), "select=day as d").apply(before);

    assertThat(after.value()).isEqualTo(map("d", day));
  }

  @Test
  void sinksAreGivenTheTimeAsSuch() {
    SinkRecord after =
        configured(new AddAttribute.Value<SinkRecord>(clock), "field=t", "from=now")
            .apply(record(map("a", 1)));

    assertThat(after.value()).isEqualTo(map("a", 1, "t", Date.from(clock.instant())));
  }

  @Test
  void aHeaderHasASchemaOfItsOwn() {
    SourceRecord after =
        configured(new AddAttribute.Header<SourceRecord>(), "field=t", "from=now").apply(record);

    Header header = after.headers().lastWithName("t");
    assertThat(header.schema().name()).isEqualTo(Timestamp.LOGICAL_NAME);
    assertThat(header.value()).isInstanceOf(Date.class);
  }
}
