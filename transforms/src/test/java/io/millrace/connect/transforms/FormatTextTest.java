package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FormatTextTest {

  private static SinkRecord formatted(SinkRecord record, String... options) {
    return configured(new FormatText.Value<SinkRecord>(), options).apply(record);
  }

  @Test
  void placesAreFilledFromTheRecord() {
    SinkRecord after =
        formatted(record(Records.struct("a", 1, "b", "x")), "template=${field:a};${field:b}!");

    assertThat(after.value()).isEqualTo("1;x!");
    assertThat(after.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
  }

  @Test
  void aMissingFieldIsWhatOnMissingSays() {
    SinkRecord map = record(map("a", 1));
    SinkRecord struct = record(Records.struct("a", 1));
    String template = "template=${field:a};${field:b}";

    for (SinkRecord record : new SinkRecord[] {map, struct}) {
      assertThatThrownBy(() -> formatted(record, template))
          .hasMessageStartingWith(
              "FormatText: there is nothing for ${field:b} of the template in orders-0@123; set"
                  + " on.missing=null to leave its place empty");
      assertThat(formatted(record, template, "on.missing=null").value()).isEqualTo("1;");
      assertThat(formatted(record, template, "on.missing=skip")).isSameAs(record);
    }
  }

  @Test
  void nullLeavesItsPlaceEmpty() {
    assertThat(formatted(record(map("a", null)), "template=<${field:a}>").value()).isEqualTo("<>");
  }

  @Test
  void daysAndTimesOfDayAreWrittenAsWhatTheyAre() {
    var schema =
        SchemaBuilder.struct()
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("at", Time.SCHEMA)
            .field("sent", Timestamp.SCHEMA)
            .build();
    Struct struct =
        new Struct(schema)
            .put("day", new Date(Records.TIMESTAMP))
            .put("at", new Date(36_900_000))
            .put("sent", new Date(Records.TIMESTAMP));

    assertThat(formatted(record(struct), "template=${field:day};${field:at};${field:sent}").value())
        .isEqualTo("2026-01-01;10:15:00;2026-01-01T00:00:00Z");
    assertThat(
            shown(
                formatted(
                        record(Records.struct("in", struct)),
                        "template=${field:in.day}",
                        "target=t")
                    .value()))
        .endsWith("t=2026-01-01");
  }

  @Test
  void aDayInTheKeyOrAHeaderIsADay() {
    Date day = new Date(Records.TIMESTAMP);
    var schema = org.apache.kafka.connect.data.Date.SCHEMA;
    var record = new SinkRecord("orders", 0, schema, day, null, map("a", 1), 123);
    record.headers().addDate("day", day).addTimestamp("sent", day);

    assertThat(formatted(record, "template=${key} ${header:day} ${header:sent}").value())
        .isEqualTo("2026-01-01 2026-01-01 2026-01-01T00:00:00Z");
  }

  @Test
  void theTextCanGoToAField() {
    String[] options = {"template=${topic}-${field:a}", "target=meta.id"};

    assertThat(shown(formatted(record(map("a", 1)), options).value()))
        .isEqualTo("a=1, meta={id=orders-1}")
        .isEqualTo(shown(formatted(record(Records.struct("a", 1)), options).value()));
  }

  @Test
  void aMissingHeaderSkipsTheFieldOrLeavesItNull() {
    String[] options = {"template=${header:h}", "target=t", "on.missing=skip"};

    assertThat(shown(formatted(record(map("a", 1)), options).value())).isEqualTo("a=1");
    assertThat(shown(formatted(record(Records.struct("a", 1)), options).value()))
        .isEqualTo("a=1, t=null");
  }

  @Test
  void validationNamesUnknownPlaces() {
    assertThat(Applied.errors(FormatText.SPEC.validate(options("template=${a}"))).get("template"))
        .contains("must use ${topic}, ${partition}");
  }
}
