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
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class ParseJsonTest {

  private static Transformation<SinkRecord> parser(String... options) {
    return configured(new ParseJson.Value<SinkRecord>(), options);
  }

  private static SinkRecord parsed(String text, String... options) {
    return parser(options).apply(record(text));
  }

  @Test
  void theTextNullIsNullWholeOrInAField() {
    var whole = configured(new ParseJson.Value<SinkRecord>());
    var field = configured(new ParseJson.Value<SinkRecord>(), "field=p");

    assertThat(whole.apply(record("null")).value()).isNull();
    assertThat(field.apply(record(map("p", "null"))).value()).isEqualTo(map("p", null));
  }

  @Test
  void aTextOfTenMillionCharactersIsReadOrRefusedQuickly() {
    var parse = configured(new ParseJson.Value<SinkRecord>());
    SinkRecord deep = record("[".repeat(10_000_000));

    Object value = parse.apply(record("[\"" + "x".repeat(10_000_000) + "\"]")).value();

    assertThat(((List<?>) value).get(0)).asString().hasSize(10_000_000);
    assertThatThrownBy(() -> parse.apply(deep)).isInstanceOf(DataException.class);
  }

  @Test
  void anObjectBecomesAMapWithItsListsAndOrder() {
    SinkRecord after = parsed("{\"b\":[1,\"x\"],\"a\":null}");

    assertThat(after.value()).isEqualTo(map("b", List.of(1L, "x"), "a", null));
    assertThat(shown(after.value())).isEqualTo("b=[1, x], a=null");
    assertThat(after.valueSchema()).isNull();
  }

  @Test
  void declaredFieldsBecomeAStruct() {
    SinkRecord after =
        parsed(
            "{\"id\":7,\"customer\":{\"name\":\"A\",\"x\":1},\"lines\":[{\"price\":1.5}],\"tags\":[\"t\"]}",
            "schema=fields",
            "fields=id:int32,customer.name,lines[*].price:decimal(10,2),tags[*],gone:date");

    assertThat(shown(after.value())).startsWith("id=7, customer={name=A}, lines=[Struct");
    assertThat(((Struct) ((Struct) after.value()).getArray("lines").get(0)).get("price"))
        .isEqualTo(new BigDecimal("1.50"));
    assertThat(after.valueSchema().field("gone").schema().name())
        .isEqualTo("org.apache.kafka.connect.data.Date");
    ((Struct) after.value()).validate();
  }

  @Test
  void aLearntSchemaOnlyWidens() {
    var transform = parser("schema=infer");

    SinkRecord first = transform.apply(record("{\"n\":1,\"s\":null}"));
    SinkRecord second = transform.apply(record("{\"n\":1.5,\"s\":\"x\"}"));
    SinkRecord third = transform.apply(record("{\"n\":2}"));

    assertThat(first.valueSchema().fields()).extracting("name").containsExactly("n");
    assertThat(shown(second.value())).isEqualTo("n=1.5, s=x");
    assertThat(shown(third.value())).isEqualTo("n=2.0, s=null");
    assertThat(third.valueSchema()).isSameAs(second.valueSchema());
    assertThat(third.valueSchema().field("n").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
  }

  @Test
  void aLearntSchemaDoesNotChangeFromNumberToText() {
    var transform = parser("schema=infer");
    transform.apply(record("{\"a\":{\"n\":1}}"));

    assertThatThrownBy(() -> transform.apply(record("{\"a\":{\"n\":\"x\"}}")))
        .hasMessageStartingWith(
            "ParseJson: got string where records before had int64 at path 'a.n' in orders-0@123;"
                + " set schema=fields to declare what is wanted");
  }

  @Test
  void noDigitIsLostSilently() {
    assertThatThrownBy(() -> parsed("{\"n\":0.12345678901234567890}"))
        .hasMessageContaining("more digits than float64 has")
        .hasMessageContaining("set numbers=decimal to keep all its digits");
    assertThatThrownBy(() -> parsed("12345678901234567890"))
        .hasMessageContaining("too large for int64");
    assertThatThrownBy(() -> parsed("1e400")).hasMessageContaining("more digits");
    assertThat(parsed("{\"n\":0.12345678901234567890}", "numbers=decimal").value())
        .isEqualTo(map("n", new BigDecimal("0.12345678901234567890")));
  }

  @Test
  void aWholeNumberTooLargeForALearntFloatIsAnError() {
    var transform = parser("schema=infer");
    transform.apply(record("{\"n\":1.5}"));

    assertThatThrownBy(() -> transform.apply(record("{\"n\":9007199254740993}")))
        .hasMessageContaining("got a Long that does not fit, need float64 at path 'n'");
  }

  @Test
  void whatIsNotJsonIsAnErrorThatShowsNoData() {
    assertThatThrownBy(() -> parsed("{\"a\":secret}"))
        .hasMessageStartingWith("ParseJson: the text is not JSON that can be read: a mistake at")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> parsed("{\"a\":1,\"a\":2}")).hasMessageContaining("a name twice");
    assertThatThrownBy(() -> parsed("{} {}")).hasMessageContaining("goes on behind the end");
    assertThatThrownBy(() -> parsed("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> parsed("[".repeat(65) + "]".repeat(65)))
        .hasMessageContaining("nested too deep")
        .hasMessageContaining("set max.depth to a larger depth");
  }

  @Test
  void theTextInAFieldOfAMapIsParsed() {
    assertThat(shown(parser("field=j").apply(record(map("j", "{\"a\":[1]}", "n", 1))).value()))
        .isEqualTo("j={a=[1]}, n=1");
    assertThat(
            shown(
                parser("field=j", "schema=fields", "fields=a:int32")
                    .apply(record(map("j", "{\"a\":1,\"b\":2}")))
                    .value()))
        .isEqualTo("j={a=1}");
  }

  @Test
  void theTextInAFieldOfAStructNeedsDeclaredFields() {
    SinkRecord record = record(Records.struct("j", "{\"a\":1}"));

    assertThat(shown(parser("field=j", "schema=fields", "fields=a:int32").apply(record).value()))
        .isEqualTo("j={a=1}");
    assertThatThrownBy(() -> parser("field=j").apply(record))
        .hasMessageContaining("cannot be a field of a struct")
        .hasMessageContaining("set schema=fields");
  }

  @Test
  void aValueOfTheWrongTypeNamesItsPath() {
    assertThatThrownBy(
            () ->
                parser("field=j", "schema=fields", "fields=a.n:int32")
                    .apply(record(map("j", "{\"a\":{\"n\":\"x\"}}"))))
        .hasMessageContaining("need int32 at path 'j.a.n' in orders-0@123");
  }

  @Test
  void validationNamesWrongFields() {
    assertThat(errors("schema=fields")).containsOnlyKeys("fields");
    assertThat(errors("fields=a")).containsOnlyKeys("fields");
    assertThat(errors("schema=fields", "fields=a:int8,a.b").get("fields"))
        .contains("must not name a field twice");
    assertThat(errors("schema=fields", "fields=a:bogus")).containsOnlyKeys("fields");
    assertThat(errors("schema=other")).containsOnlyKeys("schema");
    assertThat(errors("target=x")).containsOnlyKeys("target");
  }

  private static Map<String, String> errors(String... options) {
    return Applied.errors(ParseJson.SPEC.validate(options(options)));
  }
}
