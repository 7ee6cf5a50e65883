package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class CoerceAttributeTest {

  private static SinkRecord coerced(Object value, String... options) {
    return configured(new CoerceAttribute.Value<SinkRecord>(), options).apply(record(value));
  }

  /** A field {@code f} of a struct, converted. */
  private static Object field(Object value, String type, String... more) {
    String[] options = new String[more.length + 1];
    options[0] = "spec=f:" + type;
    System.arraycopy(more, 0, options, 1, more.length);
    return ((Struct) coerced(Records.struct("f", value), options).value()).get("f");
  }

  @Test
  void textBecomesADecimalOfTheScaleAskedFor() {
    assertThat(field("90.0", "decimal(10,2)")).isEqualTo(new BigDecimal("90.00"));
    assertThatThrownBy(() -> field("90.005", "decimal(10,2)"))
        .hasMessageStartingWith(
            "CoerceAttribute: got text that cannot be read, need decimal(10,2) at path 'f' in"
                + " orders-0@123;");
  }

  @Test
  void numbersOfAnyUnitBecomeTimestamps() {
    Date expected = new Date(1_700_000_000_123L);

    assertThat(field(1_700_000_000_123_456L, "timestamp", "timestamp.unit=us")).isEqualTo(expected);
    assertThat(field(1_700_000_000_123L, "timestamp")).isEqualTo(expected);
    assertThat(field(1_700_000_000L, "timestamp", "timestamp.unit=s"))
        .isEqualTo(new Date(1_700_000_000_000L));
  }

  @Test
  void timestampsBecomeNumbersAndText() {
    var schema =
        SchemaBuilder.struct().field("f", org.apache.kafka.connect.data.Timestamp.SCHEMA).build();
    Struct at = new Struct(schema).put("f", Date.from(Instant.parse("2026-01-01T12:00:00Z")));

    assertThat(shown(coerced(at, "spec=f:int64", "timestamp.unit=s").value()))
        .isEqualTo("f=1767268800");
    assertThat(shown(coerced(at, "spec=f:string").value())).isEqualTo("f=2026-01-01T12:00:00Z");
    assertThat(shown(coerced(at, "spec=f:string", "timestamp.format=dd.MM.yy HH:mm").value()))
        .isEqualTo("f=01.01.26 12:00");
  }

  @Test
  void aDayBecomesTheTextOfADay() {
    var schema =
        SchemaBuilder.struct().field("f", org.apache.kafka.connect.data.Date.SCHEMA).build();
    Struct day = new Struct(schema).put("f", Date.from(Instant.parse("2026-01-02T00:00:00Z")));

    assertThat(shown(coerced(day, "spec=f:string").value())).isEqualTo("f=2026-01-02");
    assertThat(shown(coerced(day, "spec=f:int32").value())).isEqualTo("f=20455");
  }

  @Test
  void textInAPatternBecomesATimestamp() {
    assertThat(
            field(
                "01.07.2026 14:00",
                "timestamp",
                "timestamp.format=dd.MM.yyyy HH:mm",
                "timezone=Europe/Vienna"))
        .isEqualTo(Date.from(Instant.parse("2026-07-01T12:00:00Z")));
  }

  @Test
  void emptyTextIsNullAndTheSchemaAllowsIt() {
    var required = SchemaBuilder.struct().field("f", Schema.STRING_SCHEMA).build();

    SinkRecord after = coerced(new Struct(required).put("f", " "), "spec=f:int32");

    assertThat(shown(after.value())).isEqualTo("f=null");
    assertThat(after.valueSchema().field("f").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    assertThatThrownBy(() -> field("", "int32", "empty.as.null=false"))
        .hasMessageContaining("need int32");
  }

  @Test
  void aRequiredFieldStaysRequiredWhenNothingCanBecomeNull() {
    var required = SchemaBuilder.struct().field("f", Schema.INT32_SCHEMA).build();

    SinkRecord after = coerced(new Struct(required).put("f", 5), "spec=f:int64");

    assertThat(after.valueSchema().field("f").schema()).isEqualTo(Schema.INT64_SCHEMA);
  }

  @Test
  void aDefaultIsConvertedToo() {
    var withDefault = SchemaBuilder.int32().optional().defaultValue(5).build();
    var struct = new Struct(SchemaBuilder.struct().field("f", withDefault).build());

    assertThat(coerced(struct, "spec=f:string").valueSchema().field("f").schema().defaultValue())
        .isEqualTo("5");
  }

  @Test
  void wordsForTrueAndFalseAreTheUsers() {
    assertThat(field("J", "boolean", "boolean.true=j,ja", "boolean.false=n")).isEqualTo(true);
    assertThat(field("No", "boolean")).isEqualTo(false);
    assertThatThrownBy(() -> field("perhaps", "boolean")).hasMessageContaining("need boolean");
  }

  @Test
  void numbersAreReadInTheUsersLanguage() {
    assertThat(field("1.234,50", "decimal(10,2)", "number.locale=de-DE"))
        .isEqualTo(new BigDecimal("1234.50"));
    assertThatThrownBy(() -> field("1.5", "float64", "number.locale=de-DE"))
        .hasMessageContaining("need float64");
  }

  @Test
  void elementsOfArraysAreConverted() {
    SinkRecord map =
        coerced(
            map("items", List.of(map("n", "1"), map("n", "2")), "tags", List.of("7")),
            "spec=items[*].n:int32,tags[*]:int64");

    assertThat(shown(map.value())).isEqualTo("items=[{n=1}, {n=2}], tags=[7]");
    assertThat(((List<?>) ((java.util.Map<?, ?>) map.value()).get("tags")).get(0)).isEqualTo(7L);
  }

  @Test
  void onErrorNullMakesOnlyTheFieldNull() {
    assertThat(
            shown(
                coerced(Records.struct("f", "x", "g", "y"), "spec=f:int32", "on.error=null")
                    .value()))
        .isEqualTo("f=null, g=y");
  }

  @Test
  void aFieldOfTheRightTypeLeavesTheRecordAlone() {
    SinkRecord struct = record(Records.struct("f", 5));
    var transform = configured(new CoerceAttribute.Value<SinkRecord>(), "spec=f:int32");

    assertThat(transform.apply(struct)).isSameAs(struct);
  }

  @Test
  void aMissingFieldIsAnErrorWhenItMustBeThere() {
    assertThatThrownBy(() -> coerced(map("a", 1), "spec=f:int32", "on.missing=fail"))
        .hasMessageContaining("there is no field at path 'f'");
  }

  @Test
  void validationNamesWhatIsWrong() {
    var errors =
        Applied.errors(
            CoerceAttribute.SPEC.validate(
                options("spec=a", "timestamp.format=bogus", "timezone=Mars", "number.locale=!")));

    assertThat(errors).containsOnlyKeys("spec", "timestamp.format", "timezone", "number.locale");
  }

  @Test
  void aDayThatIsNotInTheCalendarIsAnError() {
    String[] format = {"timestamp.format=dd.MM.yyyy"};

    assertThat(field("28.02.2026", "date", format))
        .isEqualTo(Date.from(Instant.parse("2026-02-28T00:00:00Z")));
    assertThatThrownBy(() -> field("31.02.2026", "date", format))
        .hasMessageContaining("got text that cannot be read, need date");
    assertThatThrownBy(() -> field("31.02.2026", "timestamp", format))
        .hasMessageContaining("got text that cannot be read, need timestamp");
  }

  @Test
  void aTimeOfDayThatIsNotCompleteIsAnError() {
    String format = "timestamp.format=yyyy-MM-dd hh:mm";

    assertThatThrownBy(() -> field("2026-01-01 10:11", "timestamp", format))
        .hasMessageContaining("got text that cannot be read, need timestamp");
    assertThat(field("2026-01-01 10:11 PM", "timestamp", format + " a"))
        .isEqualTo(Date.from(Instant.parse("2026-01-01T22:11:00Z")));
  }

  @Test
  void groupsOfDigitsMayBeApartAsAKeyboardHasIt() {
    assertThat(field("1 234,5", "float64", "number.locale=fr-FR")).isEqualTo(1234.5);
    assertThat(field("1\u00A0234,5", "float64", "number.locale=fr-FR")).isEqualTo(1234.5);
    assertThat(field("1'234.5", "float64", "number.locale=de-CH")).isEqualTo(1234.5);
  }

  @Test
  void anEntryOfAMapWithSchemaCannotHaveATypeOfItsOwn() {
    Schema texts = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("m", texts).build();
    var struct = new Struct(schema).put("m", map("k", "5"));
    var transform = configured(new CoerceAttribute.Value<SinkRecord>(), "spec=m.k:int32");

    assertThatThrownBy(() -> transform.apply(record(struct)))
        .hasMessageContaining(
            "a map with a schema, whose entries all have the same type at path 'm'");
  }

  @Test
  void validationRefusesAFieldTwice() {
    assertThat(Applied.errors(CoerceAttribute.SPEC.validate(options("spec=a:int32,a:int64"))))
        .containsOnlyKeys("spec");
  }
}
