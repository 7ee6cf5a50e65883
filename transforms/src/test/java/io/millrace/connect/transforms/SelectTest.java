package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.Records;
import io.millrace.connect.transforms.value.FieldType;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectTest {

  private final ManualClock clock = new ManualClock();

  private SinkRecord selected(SinkRecord record, String select, String... more) {
    String[] options = new String[more.length + 1];
    options[0] = "select=" + select;
    System.arraycopy(more, 0, options, 1, more.length);
    return configured(new Select.Value<SinkRecord>(clock), options).apply(record);
  }

  /** What is selected from a map; a struct of the same fields must give the same. */
  private String both(String select, Object... namesAndValues) {
    String ofMap = shown(selected(record(map(namesAndValues)), select).value());
    Struct struct = Records.struct(namesAndValues);
    assertThat(shown(selected(record(struct), select).value())).isEqualTo(ofMap);
    return ofMap;
  }

  @Test
  void theListSaysWhichAttributesAndInWhichOrder() {
    SinkRecord after =
        selected(record(map("amount", 5, "name", "x", "x", 1)), "name, amount, now() as ts");

    assertThat(after.value())
        .isEqualTo(map("name", "x", "amount", 5, "ts", Date.from(clock.instant())));
    assertThat(((Map<?, ?>) after.value()).keySet()).hasToString("[name, amount, ts]");
  }

  @Test
  void aStarStandsForTheOtherFields() {
    assertThat(both("* except (ts)", "a", 1, "b", 2, "ts", 3)).isEqualTo("a=1, b=2");
    assertThat(both("'x' as first, *", "a", 1)).isEqualTo("first=x, a=1");
    assertThat(both("* except (a), upper(a) as a", "a", "x", "b", 1)).isEqualTo("b=1, a=X");
  }

  @Test
  void typesConvert() {
    SinkRecord after = selected(record(Records.struct("n", "90.0")), "n:float64, n:int32 as i");

    assertThat(shown(after.value())).isEqualTo("n=90.0, i=90");
    assertThat(after.valueSchema().field("i").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    assertThat(both("n as m:string", "n", 5)).isEqualTo("m=5");
  }

  @Test
  void typesKnowDaysAndTimesOfDayFromPointsInTime() {
    var schema =
        SchemaBuilder.struct()
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("at", Time.SCHEMA)
            .build();
    Struct struct =
        new Struct(schema).put("day", new Date(Records.TIMESTAMP)).put("at", new Date(36_900_000));

    SinkRecord after =
        selected(record(struct), "day:string, day:int32 as days, at:string, at:int32 as millis");

    assertThat(shown(after.value()))
        .isEqualTo("day=2026-01-01, days=20454, at=10:15:00, millis=36900000");
  }

  @Test
  void pathsReachInside() {
    assertThat(
            shown(
                selected(
                        record(map("b", map("id", 7), "l", List.of(map("s", "x")))),
                        "b.id, b.id as batch, l[0].s as sku")
                    .value()))
        .isEqualTo("id=7, batch=7, sku=x");
  }

  @Test
  void functionsOfTextTakeAnything() {
    assertThat(both("concat(a, '-', n) as c", "a", "x", "n", 5)).isEqualTo("c=x-5");
    assertThat(both("lower(trim(a)) as c", "a", "  X ")).isEqualTo("c=x");
    assertThat(both("substr(a, 2, 2) as c, substr(a, 3) as d, substr(a, 9) as e", "a", "hello"))
        .isEqualTo("c=el, d=llo, e=");
    assertThat(both("replace(a, ',', '''') as c", "a", "1,2")).isEqualTo("c=1'2");
  }

  @Test
  void theFirstThatIsNotNullIsTaken() {
    assertThat(shown(selected(record(map("a", null, "b", 2)), "coalesce(x, a, b) as c").value()))
        .isEqualTo("c=2");
    assertThat(both("default(x, 'none') as c", "a", 1)).isEqualTo("c=none");
    assertThatThrownBy(() -> selected(record(Records.struct("a", 1)), "coalesce(a, 'x') as c"))
        .hasMessageContaining("coalesce got a INT32 and a STRING at path 'c'");
  }

  @ParameterizedTest
  @MethodSource("numbersInPlaceOfNull")
  void aNumberInPlaceOfNullHasTheTypeOfItsField(Schema type, String number, Object expected) {
    var schema = SchemaBuilder.struct().field("qty", type).build();

    SinkRecord after =
        selected(record(new Struct(schema)), "* except (qty), default(qty, " + number + ") as qty");

    assertThat(((Struct) after.value()).get("qty")).isEqualTo(expected);
    assertThat(after.valueSchema().field("qty").schema()).isEqualTo(type);
  }

  static List<Arguments> numbersInPlaceOfNull() {
    return List.of(
        Arguments.of(Schema.OPTIONAL_INT8_SCHEMA, "-1", (byte) -1),
        Arguments.of(Schema.OPTIONAL_INT16_SCHEMA, "0", (short) 0),
        Arguments.of(Schema.OPTIONAL_INT32_SCHEMA, "0", 0),
        Arguments.of(Schema.OPTIONAL_INT64_SCHEMA, "0", 0L),
        Arguments.of(Schema.OPTIONAL_FLOAT32_SCHEMA, "0.5", 0.5f),
        Arguments.of(Schema.OPTIONAL_FLOAT64_SCHEMA, "1", 1.0),
        Arguments.of(Decimal.builder(2).optional().build(), "0.5", new BigDecimal("0.50")),
        Arguments.of(FieldType.parse("decimal(5,2)").schema(), "999", new BigDecimal("999.00")));
  }

  @Test
  void aNumberThatDoesNotFitItsFieldIsAnError() {
    var schema =
        SchemaBuilder.struct()
            .field("b", Schema.OPTIONAL_INT8_SCHEMA)
            .field("i", Schema.OPTIONAL_INT32_SCHEMA)
            .field("d", FieldType.parse("decimal(5,2)").schema())
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .build();
    SinkRecord record = record(new Struct(schema));

    assertThatThrownBy(() -> selected(record, "default(b, 300) as c"))
        .hasMessageContaining("coalesce got a INT8 and a INT64 at path 'c'");
    assertThatThrownBy(() -> selected(record, "default(i, 0.5) as c"))
        .hasMessageContaining("coalesce got a INT32 and a FLOAT64 at path 'c'");
    assertThatThrownBy(() -> selected(record, "default(d, 1000) as c"))
        .hasMessageContaining("Decimal with scale 2) and a INT64 at path 'c'");
    assertThatThrownBy(() -> selected(record, "default(day, 0) as c"))
        .hasMessageContaining("coalesce got a INT32 (org.apache.kafka.connect.data.Date) and a");
  }

  @Test
  void whatSchemasSayBesidesTheTypeDoesNotKeepFieldsApart() {
    var schema =
        SchemaBuilder.struct()
            .field("nick", SchemaBuilder.string().optional().defaultValue("x").doc("d").build())
            .field("name", SchemaBuilder.string().version(2).parameter("p", "q").build())
            .build();
    Struct struct = new Struct(schema).put("name", "Jaffa").put("nick", null);

    SinkRecord after =
        selected(record(struct), "coalesce(nick, name) as shown, coalesce(nick, 'none') as word");

    assertThat(shown(after.value())).isEqualTo("shown=Jaffa, word=none");
    assertThat(after.valueSchema().field("shown").schema())
        .isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    assertThat(after.valueSchema().field("word").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
  }

  @Test
  void fieldsThatStandForSomethingElseAreKeptApart() {
    var schema =
        SchemaBuilder.struct()
            .field("at", Timestamp.builder().optional().build())
            .field("sent", Timestamp.builder().optional().doc("d").build())
            .field("n", Schema.OPTIONAL_INT64_SCHEMA)
            .field("two", FieldType.parse("decimal(5,2)").schema())
            .field("more", FieldType.parse("decimal(9,2)").schema())
            .field("three", FieldType.parse("decimal(5,3)").schema())
            .build();
    SinkRecord record = record(new Struct(schema).put("more", new BigDecimal("1234567.00")));

    SinkRecord after =
        selected(record, "coalesce(at, sent, now()) as at, coalesce(two, more) as d");

    assertThat(((Struct) after.value()).get("at")).isEqualTo(Date.from(clock.instant()));
    assertThat(((Struct) after.value()).get("d")).isEqualTo(new BigDecimal("1234567.00"));
    assertThat(after.valueSchema().field("at").schema())
        .isEqualTo(Timestamp.builder().optional().build());
    assertThat(after.valueSchema().field("d").schema())
        .isEqualTo(Decimal.builder(2).optional().build());
    assertThatThrownBy(() -> selected(record, "coalesce(n, at) as c"))
        .hasMessageContaining("coalesce got a INT64 and a INT64 (org.apache.kafka.connect.data.T");
    assertThatThrownBy(() -> selected(record, "coalesce(two, three) as c"))
        .hasMessageContaining("Decimal with scale 2) and a BYTES")
        .hasMessageContaining("Decimal with scale 3) at path 'c'");
  }

  @Test
  void theRecordItselfIsAtHand() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("file.path", "in.csv");

    assertThat(
            shown(
                selected(
                        record,
                        "topic() as t, partition() as p, offset() as o, header('file.path') as src,"
                            + " header('no') as none, 5 as n, 1.5 as f, true as b")
                    .value()))
        .isEqualTo("t=orders, p=0, o=123, src=in.csv, none=null, n=5, f=1.5, b=true");
    assertThat(shown(selected(record, "uuid() as id").value())).hasSize(3 + 36);
  }

  @Test
  void constantsMayContainAnything() {
    assertThat(both("'a, b as c: (d' as x", "a", 1)).isEqualTo("x=a, b as c: (d");
  }

  @Test
  void aMissingFieldIsWhatOnMissingSays() {
    SinkRecord map = record(map("a", 1));
    SinkRecord struct = record(Records.struct("a", 1));

    for (SinkRecord record : List.of(map, struct)) {
      assertThatThrownBy(() -> selected(record, "a, b"))
          .hasMessageContaining("there is nothing to take the value from at path 'b'");
      assertThat(shown(selected(record, "a, b", "on.missing=skip").value())).isEqualTo("a=1");
      assertThat(shown(selected(record, "a, b", "on.missing=null").value()))
          .isEqualTo("a=1, b=null");
    }
  }

  @Test
  void twoAttributesOfOneNameAreAnError() {
    for (SinkRecord record : List.of(record(map("a", 1)), record(Records.struct("a", 1)))) {
      assertThatThrownBy(() -> selected(record, "*, 'x' as a"))
          .hasMessageContaining("two attributes would have the same name at path 'a'")
          .hasMessageContaining("* except (a)");
    }
  }

  @Test
  void allFieldsAsTheyAreIsTheSameRecord() {
    SinkRecord struct = record(Records.struct("a", 1));

    assertThat(selected(struct, "*")).isSameAs(struct);
  }

  @Test
  void validationNamesWhatIsWrong() {
    assertThat(error("now()")).contains("must give functions and constants a name");
    assertThat(error("eval('x') as y")).contains("must use the functions now, uuid");
    assertThat(error("upper(a, b) as c")).contains("must give upper 1 arguments, not 2");
    assertThat(error("a:int31")).contains("must have a type");
    assertThat(error("a, b as a")).contains("must not have 'a' twice");
    assertThat(error("'x as y")).isNotEmpty();
    assertThat(error("`a")).contains("no partner");
    assertThat(error("a,,b")).contains("between its commas");
  }

  private static String error(String select) {
    return String.valueOf(
        Applied.errors(Select.SPEC.validate(options("select=" + select))).get("select"));
  }

  @Test
  void aHeaderThatIsNoTextIsReadAsText() {
    SinkRecord record = record(map("a", 1));
    record.headers().addInt("count", 7).addTimestamp("at", new Date(0));

    String selected =
        shown(
            configured(
                    new Select.Value<SinkRecord>(),
                    "select=header('count') as n:int64, header('at') as at")
                .apply(record)
                .value());

    assertThat(selected).isEqualTo("n=7, at=1970-01-01T00:00:00Z");
  }

  @Test
  void validationRefusesToLeaveOutWhatIsNotAtTheTop() {
    assertThat(error("* except (a.b)")).contains("must name fields of the top level");
    assertThat(error("* except (a*)")).contains("'*' cannot be in it");
    assertThat(error("* except (`a.b`)")).isEqualTo("null");
  }

  @Test
  void theWordAsMayBePartOfAName() {
    assertThat(error("`x as y` as z")).isEqualTo("null");
  }
}
