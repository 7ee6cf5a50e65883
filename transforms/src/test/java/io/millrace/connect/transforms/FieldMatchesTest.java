package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.junit.jupiter.api.Test;

class FieldMatchesTest {

  private static boolean matches(SinkRecord record, String... options) {
    var predicate = new FieldMatches<SinkRecord>();
    predicate.configure(options(options));
    return predicate.test(record);
  }

  private static boolean compares(Object value, String op, String operand) {
    return matches(record(map("f", value)), "field=f", "op=" + op, "value=" + operand);
  }

  @Test
  void aHeaderIsCompared() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("origin", "B");

    assertThat(matches(record, "field=header:origin", "value=B")).isTrue();
    assertThat(matches(record, "field=header:origin", "value=A")).isFalse();
    assertThat(matches(record(map("a", 1)), "field=header:origin", "value=B")).isFalse();
  }

  @Test
  void aMatchingRecordIsDroppedByKafkasFilter() {
    SinkRecord echo = record(map("a", 1));
    echo.headers().addString("origin", "B");

    assertThat(matches(echo, "field=header:origin", "value=B")).isTrue();
    assertThat(new Filter<SinkRecord>().apply(echo)).isNull();
  }

  @Test
  void structsAndMapsAreReadAlike() {
    String[] options = {"field=a.b", "value=5"};

    assertThat(matches(record(map("a", map("b", 5L))), options)).isTrue();
    assertThat(matches(record(Records.struct("a", Records.struct("b", 5))), options)).isTrue();
  }

  @Test
  void theKeyIsReadAsAWholeOrByPath() {
    assertThat(matches(record("k", null), "field=key:", "value=k")).isTrue();
    assertThat(matches(record(map("id", 7), null), "field=key:id", "value=7")).isTrue();
    assertThat(matches(record(null, null), "field=key:id", "value=7")).isFalse();
  }

  @Test
  void numbersCompareAsNumbers() {
    assertThat(compares(10, "gt", "9")).isTrue();
    assertThat(compares(new BigDecimal("5.00"), "eq", "5")).isTrue();
    assertThat(compares(5.5, "le", "5.5")).isTrue();
    assertThat(compares(Double.NaN, "eq", "5")).isFalse();
    assertThat(compares("10", "gt", "9")).as("text compares as text").isFalse();
  }

  @Test
  void timesCompareAsTimes() {
    Date noon = Date.from(Instant.parse("2026-01-01T12:00:00Z"));

    assertThat(compares(noon, "lt", "2026-01-02")).isTrue();
    assertThat(compares(noon, "ge", "2026-01-01T13:00:00+01:00")).isTrue();
    assertThat(compares(new Date(43_200_000), "eq", "12:00:00")).isTrue();
  }

  @Test
  void truthComparesAsTruth() {
    assertThat(compares(true, "eq", "TRUE")).isTrue();
    assertThat(compares(false, "eq", "no")).isFalse();
  }

  @Test
  void missingAndNullAreDifferent() {
    SinkRecord record = record(map("n", null));

    assertThat(matches(record, "field=n", "op=exists")).isTrue();
    assertThat(matches(record, "field=n", "op=is_null")).isTrue();
    assertThat(matches(record, "field=x", "op=exists")).isFalse();
    assertThat(matches(record, "field=x", "op=is_null")).isFalse();
    assertThat(matches(record, "field=x", "op=ne", "value=1")).isTrue();
    assertThat(matches(record, "field=n", "op=lt", "value=1")).isFalse();
    assertThat(matches(record("k", null), "field=x", "op=exists")).isFalse();
  }

  @Test
  void anEntryThatIsMissingFromAMapWithSchemaIsNotThere() {
    Schema tags = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("tags", tags).build();
    SinkRecord record = record(new Struct(schema).put("tags", map("n", null, "a", "x")));

    assertThat(matches(record, "field=tags.n", "op=exists")).isTrue();
    assertThat(matches(record, "field=tags.n", "op=is_null")).isTrue();
    assertThat(matches(record, "field=tags.a", "value=x")).isTrue();
    assertThat(matches(record, "field=tags.b", "op=exists")).isFalse();
    assertThat(matches(record, "field=tags.b", "op=is_null")).isFalse();
    assertThat(matches(record, "field=tags.b.c", "op=exists")).isFalse();
  }

  @Test
  void oneInstanceReadsRecordsOfDifferentSchemas() {
    var predicate = new FieldMatches<SinkRecord>();
    predicate.configure(options("field=a.b", "value=5"));

    assertThat(predicate.test(record(Records.struct("a", Records.struct("b", 5))))).isTrue();
    assertThat(predicate.test(record(Records.struct("a", 5)))).isFalse();
    assertThat(predicate.test(record(map("a", map("b", 5))))).isTrue();
    assertThat(predicate.test(record("text"))).isFalse();
    assertThat(predicate.test(record(Records.struct("a", Records.struct("b", 5))))).isTrue();
  }

  @Test
  void oneOfSeveralValuesIsEnough() {
    assertThat(matches(record(map("f", 2)), "field=f", "op=in", "values=1,2")).isTrue();
    assertThat(matches(record(map("f", 3)), "field=f", "op=in", "values=1,2")).isFalse();
  }

  @Test
  void aPatternMatchesTheWholeText() {
    assertThat(compares("order-5", "regex", "order-\\d")).isTrue();
    assertThat(compares("order-55", "regex", "order-\\d")).isFalse();
    assertThat(compares("ö".getBytes(java.nio.charset.StandardCharsets.UTF_8), "regex", "ö"))
        .isTrue();
  }

  @Test
  void aPatternThatWouldTakeForEverIsAnError() {
    assertThatThrownBy(
            () ->
                matches(
                    record(map("f", "a".repeat(60))),
                    "field=f",
                    "op=regex",
                    "value=(a+a+)+\\1b",
                    "timeout.ms=20"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "FieldMatches: the pattern takes too long on this text at path 'f' in orders-0@123;");
  }

  @Test
  void whatHasNoOrderIsAnErrorAndNotEqual() {
    assertThat(compares(5, "eq", "x")).isFalse();
    assertThatThrownBy(() -> compares(5, "lt", "x"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "FieldMatches: got a Integer, which has no order with the value given at path 'f' in"
                + " orders-0@123; set value to one of that type");
  }

  @Test
  void validationNamesWhatIsMissing() {
    assertThat(errors("field=a")).containsOnlyKeys("value");
    assertThat(errors("field=a", "op=in")).containsOnlyKeys("values");
    assertThat(errors("field=a", "op=regex", "value=(")).containsOnlyKeys("value");
    assertThat(errors("field=`a", "op=exists")).containsOnlyKeys("field");
    assertThat(errors("field=a", "op=exists")).isEmpty();
  }

  private static Map<String, String> errors(String... options) {
    return Applied.errors(FieldMatches.SPEC.validate(options(options)));
  }

  @Test
  void itSaysItsVersion() {
    assertThat((Versioned) new FieldMatches<SinkRecord>())
        .extracting(Versioned::version)
        .asString()
        .isNotEmpty();
  }

  @Test
  void thereIsNothingBehindTheEndOfAnArray() {
    SinkRecord record = record(map("l", List.of(1)));

    assertThat(matches(record, "field=l[0]", "op=exists")).isTrue();
    assertThat(matches(record, "field=l[1]", "op=exists")).isFalse();
    assertThat(matches(record, "field=l[1]", "op=is_null")).isFalse();
  }
}
