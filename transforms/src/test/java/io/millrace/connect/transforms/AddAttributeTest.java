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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class AddAttributeTest {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Struct ab = Records.struct("a", 1, "b", "x");

  private SinkRecord added(SinkRecord record, String... options) {
    return configured(new AddAttribute.Value<SinkRecord>(clock), options).apply(record);
  }

  private String failure(SinkRecord record, String... options) {
    try {
      added(record, options);
    } catch (DataException e) {
      return e.getMessage();
    }
    throw new AssertionError("it did not fail");
  }

  @Test
  void theTimeIsATimestampBehindTheOtherFields() {
    SinkRecord after = added(record(ab), "field=ts", "from=now", "value.type=timestamp");

    assertThat(((Struct) after.value()).get("ts")).isEqualTo(Date.from(clock.instant()));
    assertThat(after.valueSchema().fields()).extracting("name").containsExactly("a", "b", "ts");
    Schema added = after.valueSchema().field("ts").schema();
    assertThat(added.name()).isEqualTo(Timestamp.LOGICAL_NAME);
    assertThat(added.isOptional()).isTrue();
  }

  @Test
  void aMapKeepsItsOrder() {
    SinkRecord after = added(record(map("a", 1, "b", "x")), "field=ts", "from=now");

    assertThat(((Map<?, ?>) after.value()).keySet()).hasToString("[a, b, ts]");
  }

  @Test
  void aTombstonePassesAsItIs() {
    SinkRecord tombstone = record("k", null);

    assertThat(added(tombstone, "field=ts", "from=now")).isSameAs(tombstone);
  }

  @Test
  void aConstantHasTheTypeAskedFor() {
    Struct after = (Struct) added(record(ab), "field=n", "value=5", "value.type=int32").value();

    assertThat(after.get("n")).isEqualTo(5);
    assertThat(after.schema().field("n").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
  }

  @Test
  void aConstantMayContainCommas() {
    assertThat(shown(added(record(ab), "field=c", "value=a,b;c").value()))
        .isEqualTo("a=1, b=x, c=a,b;c");
  }

  @Test
  void aDecimalConstantHasItsScale() {
    Struct after =
        (Struct) added(record(ab), "field=d", "value=5", "value.type=decimal(10,2)").value();

    assertThat(after.get("d")).isEqualTo(new BigDecimal("5.00"));
  }

  @Test
  void anExistingFieldIsAnErrorWithAndWithoutSchema() {
    String expected =
        "AddAttribute: there is a field already at path 'a' in orders-0@123; set"
            + " if.exists=overwrite to replace it or if.exists=keep to leave it, or on.error=skip,"
            + " null, drop or tag to let such records pass";

    assertThat(failure(record(ab), "field=a", "value=y")).isEqualTo(expected);
    assertThat(failure(record(map("a", 1)), "field=a", "value=y")).isEqualTo(expected);
  }

  @Test
  void overwritingReplacesTypeAndValueInPlace() {
    SinkRecord struct = added(record(ab), "field=a", "value=y", "if.exists=overwrite");
    SinkRecord map =
        added(record(map("a", 1, "b", "x")), "field=a", "value=y", "if.exists=overwrite");

    assertThat(shown(struct.value())).isEqualTo("a=y, b=x").isEqualTo(shown(map.value()));
    assertThat(struct.valueSchema().field("a").schema().type()).isEqualTo(Schema.Type.STRING);
  }

  @Test
  void nullCountsAsExistingWhenFieldsAreKept() {
    SinkRecord before = record(map("a", null));

    assertThat(added(before, "field=a", "value=y", "if.exists=keep")).isSameAs(before);
  }

  @Test
  void everyRecordGetsAnIdOfItsOwn() {
    var transform = configured(new AddAttribute.Value<SinkRecord>(clock), "field=id", "from=uuid");

    UUID first = UUID.fromString(((Struct) transform.apply(record(ab)).value()).getString("id"));
    UUID second = UUID.fromString(((Struct) transform.apply(record(ab)).value()).getString("id"));

    assertThat(first).isNotEqualTo(second);
    assertThat(first.version()).isEqualTo(4);
  }

  @Test
  void aSourceRecordWithoutTimestampGetsTheFallback() {
    SourceRecord record = Records.source("orders", ab.schema(), ab);
    var now = new AddAttribute.Value<SourceRecord>(clock);
    var none = new AddAttribute.Value<SourceRecord>(clock);

    SourceRecord withNow = configured(now, "field=t", "from=timestamp").apply(record);
    SourceRecord withNull =
        configured(none, "field=t", "from=timestamp", "timestamp.fallback=null").apply(record);

    assertThat(((Struct) withNow.value()).get("t")).isEqualTo(Date.from(clock.instant()));
    assertThat(((Struct) withNull.value()).get("t")).isNull();
  }

  @Test
  void aSourceRecordHasNoOffset() {
    var transform =
        configured(new AddAttribute.Value<SourceRecord>(clock), "field=o", "from=offset");
    var record =
        new SourceRecord(
            Map.of("file", "a.csv"), Map.of("line", 7L), "orders", null, ab.schema(), ab);

    assertThatThrownBy(() -> transform.apply(record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sink only at path 'o' in a record for orders")
        .hasMessageContaining("source partition {file=a.csv}, source offset {line=7}");
  }

  @Test
  void theCoordinatesOfARecordHaveTheirTypes() {
    assertThat(shown(added(record(ab), "field=p", "from=partition").value())).endsWith("p=0");
    assertThat(shown(added(record(ab), "field=o", "from=offset").value())).endsWith("o=123");
    assertThat(shown(added(record(ab), "field=t", "from=topic").value())).endsWith("t=orders");
    assertThat(((Struct) added(record(ab), "field=t", "from=timestamp").value()).get("t"))
        .isEqualTo(new Date(Records.TIMESTAMP));
  }

  @Test
  void aFieldOfTheKeyKeepsItsSchema() {
    var schema = SchemaBuilder.struct().field("id", Schema.INT16_SCHEMA).build();
    Struct key = new Struct(schema).put("id", (short) 7);

    SinkRecord after = added(record(key, ab), "field=id", "from=key", "value=id");

    assertThat(shown(after.value())).isEqualTo("a=1, b=x, id=7");
    assertThat(after.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT16_SCHEMA);
  }

  @Test
  void aFieldOfASchemalessKeyHasTheTypeOfItsValue() {
    SinkRecord after = added(record(map("id", 7L), ab), "field=id", "from=key", "value=id");

    assertThat(after.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
  }

  @Test
  void parentsAreCreatedWhenAskedFor() {
    String[] options = {"field=meta.src", "from=topic", "create.parents=true"};

    assertThat(shown(added(record(ab), options).value()))
        .isEqualTo("a=1, b=x, meta={src=orders}")
        .isEqualTo(shown(added(record(map("a", 1, "b", "x")), options).value()));
  }

  @Test
  void aMissingParentIsAnErrorOtherwise() {
    String expected =
        "no struct or map to add to at path 'meta' in orders-0@123; set create.parents=true";

    assertThat(failure(record(ab), "field=meta.src", "from=topic")).contains(expected);
    assertThat(failure(record(map("a", 1)), "field=meta.src", "from=topic")).contains(expected);
    assertThat(failure(record(map("meta", null)), "field=meta.src", "from=topic"))
        .contains(expected);
  }

  @Test
  void aNullParentIsCreatedWithItsOtherFieldsNull() {
    var meta = SchemaBuilder.struct().optional().field("x", Schema.OPTIONAL_INT32_SCHEMA).build();
    var schema = SchemaBuilder.struct().field("meta", meta).build();

    SinkRecord after =
        added(record(new Struct(schema)), "field=meta.src", "from=topic", "create.parents=true");

    assertThat(shown(after.value())).isEqualTo("meta={x=null, src=orders}");
  }

  @Test
  void backTicksKeepADotInAName() {
    assertThat(shown(added(record(ab), "field=`a.b`", "value=y").value()))
        .isEqualTo("a=1, b=x, a.b=y");
  }

  @Test
  void aNullKeyIsLeftAlone() {
    var transform = configured(new AddAttribute.Key<SinkRecord>(), "field=f", "value=v");
    SinkRecord record = record(null, ab);

    assertThat(transform.apply(record)).isSameAs(record);
  }

  @Test
  void aHeaderIsAddedToACopyOfTheHeaders() {
    var transform = configured(new AddAttribute.Header<SinkRecord>(), "field=origin", "value=A");
    SinkRecord before = record(ab);

    SinkRecord after = transform.apply(before);

    Header header = after.headers().lastWithName("origin");
    assertThat(header.value()).isEqualTo("A");
    assertThat(header.schema().type()).isEqualTo(Schema.Type.STRING);
    assertThat(before.headers()).isEmpty();
    assertThat(after.value()).isSameAs(ab);
  }

  @Test
  void aTombstoneGetsItsHeaderToo() {
    var transform = configured(new AddAttribute.Header<SinkRecord>(), "field=origin", "value=A");

    assertThat(transform.apply(record("k", null)).headers()).hasSize(1);
  }

  @Test
  void aFieldOfTheValueCanBecomeAHeader() {
    var transform =
        configured(new AddAttribute.Header<SinkRecord>(), "field=h", "from=field", "value=a");

    assertThat(transform.apply(record(ab)).headers().lastWithName("h").value()).isEqualTo(1);
    assertThatThrownBy(() -> transform.apply(record("k", null)))
        .hasMessageContaining("nothing to take the value from at path 'h'");
  }

  @Test
  void aHeaderCanBecomeAField() {
    SinkRecord record = record(ab);
    record.headers().addLong("line", 9);

    SinkRecord after = added(record, "field=line", "from=header", "value=line");

    assertThat(shown(after.value())).isEqualTo("a=1, b=x, line=9");
    assertThat(after.valueSchema().field("line").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
  }

  @Test
  void aMissingHeaderIsWhatOnMissingSays() {
    String[] base = {"field=h", "from=header", "value=h"};
    SinkRecord record = record(ab);

    assertThat(failure(record, base)).contains("set on.missing=skip to go on without");
    assertThat(added(record, "field=h", "from=header", "value=h", "on.missing=skip"))
        .isSameAs(record);
    assertThat(shown(added(record, "field=h", "from=header", "value=h", "on.missing=null").value()))
        .endsWith("h=null");
  }

  @Test
  void anotherFieldIsCopiedWithItsSchema() {
    Struct nested = Records.struct("batch", Records.struct("count", 10));
    String[] options = {"field=n", "from=field", "value=batch.count"};

    assertThat(shown(added(record(nested), options).value()))
        .isEqualTo("batch={count=10}, n=10")
        .isEqualTo(shown(added(record(map("batch", map("count", 10))), options).value()));
  }

  @Test
  void aWholeStructIsCopied() {
    var inner = SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build();
    var schema = SchemaBuilder.struct().field("m", inner).build();
    Struct value = new Struct(schema).put("m", new Struct(inner).put("x", 1));

    SinkRecord after = added(record(value), "field=copy", "from=field", "value=m");

    assertThat(shown(after.value())).isEqualTo("m={x=1}, copy={x=1}");
    ((Struct) after.value()).validate();
  }

  @Test
  void aTemplateIsFilledFromTheRecord() {
    SinkRecord record = record("k1", ab);
    record.headers().addString("file", "in.csv");
    String template =
        "value=${topic}/${partition}/${key}/${field:b}/${header:file}/${timestamp:yyyy}";

    assertThat(shown(added(record, "field=t", "from=template", template).value()))
        .isEqualTo("a=1, b=x, t=orders/0/k1/x/in.csv/2026");
  }

  @Test
  void theTimeCanBeText() {
    SinkRecord after =
        added(
            record(ab),
            "field=t",
            "from=now",
            "value.type=string",
            "format=yyyy-MM-dd HH:mm",
            "timezone=Europe/Vienna");

    assertThat(shown(after.value())).endsWith("t=2026-03-01 13:00");
  }

  @Test
  void positionFirstPutsTheFieldBeforeTheOthers() {
    String[] options = {"field=f", "value=v", "position=first"};

    assertThat(shown(added(record(ab), options).value()))
        .isEqualTo("f=v, a=1, b=x")
        .isEqualTo(shown(added(record(map("a", 1, "b", "x")), options).value()));
  }

  @Test
  void aFieldThatMustNotBeNullIsRequiredInTheSchema() {
    SinkRecord after = added(record(ab), "field=f", "value=v", "optional=false");

    assertThat(after.valueSchema().field("f").schema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(
            failure(record(map("a", null)), "field=f", "from=field", "value=a", "optional=false"))
        .contains("got null at path 'f' in orders-0@123; set optional=true to allow it");
  }

  @Test
  void nameVersionAndParametersOfTheSchemaStay() {
    var schema =
        SchemaBuilder.struct()
            .name("inv.Value")
            .version(3)
            .parameter("p", "q")
            .doc("d")
            .optional()
            .field("a", SchemaBuilder.int32().defaultValue(5).build())
            .build();

    SinkRecord after = added(record(new Struct(schema)), "field=f", "value=v");

    Schema output = after.valueSchema();
    assertThat(output.name()).isEqualTo("inv.Value");
    assertThat(output.version()).isEqualTo(3);
    assertThat(output.parameters()).containsEntry("p", "q");
    assertThat(output.doc()).isEqualTo("d");
    assertThat(output.isOptional()).isTrue();
    assertThat(output.field("a").schema().defaultValue()).isEqualTo(5);
  }

  @Test
  void aNullStaysNullAlthoughItsSchemaHasADefault() {
    var withDefault = SchemaBuilder.int32().optional().defaultValue(5).build();
    var struct = new Struct(SchemaBuilder.struct().field("a", withDefault).build());

    Struct kept = (Struct) added(record(struct), "field=f", "value=v").value();
    Struct filled = (Struct) added(record(struct), "field=f", "value=v", "nulls=default").value();

    assertThat(kept.getWithoutDefault("a")).isNull();
    assertThat(filled.getWithoutDefault("a")).isEqualTo(5);
  }

  @Test
  void aValueWithoutFieldsIsAnError() {
    assertThat(failure(record("text"), "field=f", "value=v"))
        .startsWith("AddAttribute: got a STRING, need a struct or map in orders-0@123; ");
  }

  @Test
  void validationNamesEveryWrongOption() {
    Map<String, String> errors =
        Applied.errors(
            AddOptions.SPEC.validate(options("field=`a", "from=nowhere", "value.type=int31")));

    assertThat(errors).containsOnlyKeys("field", "from", "value.type");
    assertThat(errors.get("field")).contains("the back-tick at index 0 has no partner");
    assertThat(errors.get("from")).contains("must be one of static, now, uuid");
    assertThat(errors.get("value.type")).contains("one of string, int8");
  }

  @Test
  void validationSeesAConstantThatDoesNotFitItsType() {
    Map<String, String> errors =
        Applied.errors(AddOptions.SPEC.validate(options("field=a", "value=x", "value.type=int32")));

    assertThat(errors.get("value")).contains("must fit value.type");
    assertThatThrownBy(() -> added(record(ab), "field=a", "value=x", "value.type=int32"))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void severalFieldsComeInTheOrderOfTheList() {
    String list = "attributes=now() as received, 'a, b' as label, 5 as n:int32, a as copy";

    Struct struct = (Struct) added(record(ab), list).value();
    Map<?, ?> map = (Map<?, ?>) added(record(map("a", 1, "b", "x")), list).value();

    assertThat(struct.schema().fields())
        .extracting("name")
        .containsExactly("a", "b", "received", "label", "n", "copy");
    assertThat(struct.get("label")).isEqualTo("a, b");
    assertThat(struct.get("n")).isEqualTo(5);
    assertThat(struct.get("copy")).isEqualTo(1);
    assertThat(map)
        .hasToString("{a=1, b=x, received=" + map.get("received") + ", label=a, b, n=5, copy=1}");
  }

  @Test
  void oneOfSeveralFieldsMayStandInForNull() {
    var schema =
        SchemaBuilder.struct()
            .field("a", SchemaBuilder.int32().optional().doc("d").build())
            .build();

    Struct after =
        (Struct) added(record(new Struct(schema)), "attributes=default(a, 0) as b").value();

    assertThat(after.get("b")).isEqualTo(0);
    assertThat(after.schema().field("b").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
  }

  @Test
  void severalFieldsKeepTheirOrderBeforeTheOthers() {
    String[] options = {"attributes='x' as p, 'y' as q", "position=first"};

    Struct struct = (Struct) added(record(ab), options).value();
    Map<?, ?> map = (Map<?, ?>) added(record(map("a", 1)), options).value();

    assertThat(struct.schema().fields()).extracting("name").containsExactly("p", "q", "a", "b");
    assertThat(map.keySet()).hasToString("[p, q, a]");
  }

  @Test
  void oneOfSeveralFieldsThatIsThereAlreadyIsNamed() {
    assertThat(failure(record(ab), "attributes='x' as c, 'y' as b"))
        .contains("at path 'b'")
        .contains("if.exists=overwrite");
  }

  @Test
  void severalFieldsAndOneFieldCannotBeMixed() {
    assertThatThrownBy(() -> added(record(ab), "attributes='x' as c", "field=d", "value=y"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "attributes: must not be set together with the options for one field");
    assertThatThrownBy(() -> added(record(ab), "value=y"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be set, or attributes instead");
    assertThatThrownBy(() -> added(record(ab), "attributes=*, 'x' as c"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must not have '*'");
  }

  @Test
  void headersAreAddedOneByOne() {
    List<ConfigValue> values =
        new AddAttribute.Header<SinkRecord>().config().validate(options("attributes='x' as c"));

    assertThat(Applied.errors(values)).containsKey("field");
  }

  @Test
  void anEntryThatIsMissingFromAMapWithSchemaIsMissing() {
    Schema tags = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("tags", tags).build();
    SinkRecord record = record(new Struct(schema).put("tags", Map.of("a", "x")));

    assertThat(shown(added(record, "field=t", "from=field", "value=tags.a").value()))
        .endsWith("t=x");
    assertThat(failure(record, "field=t", "from=field", "value=tags.b"))
        .contains("there is nothing to take the value from at path 't'");
    assertThat(
            failure(
                record,
                "field=t",
                "from=field",
                "value=tags.b",
                "on.missing=skip",
                "optional=false"))
        .contains("got null at path 't'");
  }

  @Test
  void anEntryOfAKeyThatIsAMapWithSchemaIsRead() {
    Schema keys = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build();
    SinkRecord record = new SinkRecord("orders", 0, keys, Map.of("id", 7), ab.schema(), ab, 123);

    assertThat(added(record, "field=id", "from=key", "value=id").value())
        .extracting(value -> ((Struct) value).get("id"))
        .isEqualTo(7);
  }

  @Test
  void aHeaderOfAFieldWithoutSchemaHasTheTypeOfItsValue() {
    SinkRecord record = record(map("id", 7, "lines", List.of(1)));
    var ofId =
        configured(new AddAttribute.Header<SinkRecord>(), "field=h", "from=field", "value=id");
    var ofLines =
        configured(new AddAttribute.Header<SinkRecord>(), "field=h", "from=field", "value=lines");

    assertThat(ofId.apply(record).headers().lastWithName("h").schema().type())
        .isEqualTo(Schema.Type.INT32);
    assertThat(ofLines.apply(record).headers().lastWithName("h").value()).isEqualTo(List.of(1));
  }
}
