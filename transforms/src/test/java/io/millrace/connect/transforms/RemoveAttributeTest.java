package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class RemoveAttributeTest {

  private static Transformation<SinkRecord> removing(String... options) {
    return configured(new RemoveAttribute.Value<SinkRecord>(), options);
  }

  @Test
  void aFieldGoesAndTheOutputSchemaIsOneInstance() {
    var transform = removing("fields=ts");

    SinkRecord first = transform.apply(record(Records.struct("a", 1, "b", "x", "ts", 5L)));
    SinkRecord second = transform.apply(record(Records.struct("a", 2, "b", "y", "ts", 6L)));

    assertThat(shown(first.value())).isEqualTo("a=1, b=x");
    assertThat(shown(second.value())).isEqualTo("a=2, b=y");
    assertThat(second.valueSchema()).isSameAs(first.valueSchema());
  }

  @Test
  void aNestedFieldGoes() {
    var transform = removing("fields=a.b");

    assertThat(shown(transform.apply(record(map("a", map("b", 1, "c", 2)))).value()))
        .isEqualTo("a={c=2}")
        .isEqualTo(
            shown(
                transform
                    .apply(record(Records.struct("a", Records.struct("b", 1, "c", 2))))
                    .value()));
  }

  @Test
  void aFieldGoesFromEveryElementOfAList() {
    var items = List.of(map("id", 1, "secret", "s"), map("id", 2));

    SinkRecord after = removing("fields=items[*].secret").apply(record(map("items", items)));

    assertThat(shown(after.value())).isEqualTo("items=[{id=1}, {id=2}]");
    assertThat(items.get(0)).containsKey("secret");
  }

  @Test
  void aFieldGoesFromEveryStructOfAnArray() {
    Struct item = Records.struct("id", 1, "secret", "s");
    var array = SchemaBuilder.array(item.schema()).optional().name("Items").build();
    var schema = SchemaBuilder.struct().field("items", array).build();

    SinkRecord after =
        removing("fields=items[*].secret")
            .apply(record(new Struct(schema).put("items", List.of(item))));

    Schema output = after.valueSchema().field("items").schema();
    assertThat(output.name()).isEqualTo("Items");
    assertThat(output.valueSchema().fields()).extracting("name").containsExactly("id");
    ((Struct) after.value()).validate();
  }

  @Test
  void keepingLeavesNothingElse() {
    SinkRecord after =
        removing("fields=a,b", "mode=keep").apply(record(Records.struct("a", 1, "c", 2)));

    assertThat(shown(after.value())).isEqualTo("a=1");
  }

  @Test
  void keepingReachesNestedFields() {
    SinkRecord after =
        removing("fields=a.b", "mode=keep").apply(record(map("a", map("b", 1, "c", 2), "d", 3)));

    assertThat(shown(after.value())).isEqualTo("a={b=1}");
  }

  @Test
  void aWildcardStandsForManyNames() {
    var transform = removing("fields=tmp_*");

    assertThat(shown(transform.apply(record(map("tmp_a", 1, "b", 2, "tmp_", 3))).value()))
        .isEqualTo("b=2");
    assertThat(shown(transform.apply(record(Records.struct("tmp_a", 1, "b", 2))).value()))
        .isEqualTo("b=2");
  }

  @Test
  void aRecordWithoutTheFieldIsReturnedItself() {
    SinkRecord struct = record(Records.struct("a", 1));
    SinkRecord map = record(map("a", 1));
    var transform = removing("fields=b,c.d");

    assertThat(transform.apply(struct)).isSameAs(struct);
    assertThat(transform.apply(map)).isSameAs(map);
  }

  @Test
  void aMissingFieldIsAnErrorWhenItMustBeThere() {
    var transform = removing("fields=a.b", "on.missing=fail");

    assertThatThrownBy(() -> transform.apply(record(Records.struct("c", 1))))
        .hasMessage(
            "RemoveAttribute: there is no field at path 'a.b' in orders-0@123; set on.missing=skip"
                + " to go on without it, or on.error=skip, null, drop or tag to let such records"
                + " pass");
    assertThatThrownBy(() -> transform.apply(record(map("c", 1)))).hasMessageContaining("'a.b'");
  }

  @Test
  void emptiedParentsGoWhenPruned() {
    var transform = removing("fields=a.b.c", "prune.empty.parents=true");

    assertThat(shown(transform.apply(record(map("a", map("b", map("c", 1)), "d", 2))).value()))
        .isEqualTo("d=2");
    assertThat(
            shown(
                transform
                    .apply(
                        record(
                            Records.struct(
                                "a", Records.struct("b", Records.struct("c", 1)), "d", 2)))
                    .value()))
        .isEqualTo("d=2");
  }

  @Test
  void headersGoByNameAndWildcard() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("x.secret", "1").addString("kept", "2").addString("tmp1", "3");
    var transform = configured(new RemoveAttribute.Header<SinkRecord>(), "fields=x.secret,tmp*");

    SinkRecord after = transform.apply(record);

    assertThat(after.headers()).extracting(Header::key).containsExactly("kept");
    assertThat(record.headers()).hasSize(3);
    assertThat(transform.apply(after)).isSameAs(after);
  }

  @Test
  void addThenRemoveRestoresTheSchema() {
    Struct before = Records.struct("a", 1, "m", Records.struct("b", "x"));
    var add = configured(new AddAttribute.Value<SinkRecord>(), "field=m.f", "value=v");
    var remove = removing("fields=m.f");

    SinkRecord after = remove.apply(add.apply(record(before)));

    assertThat(after.valueSchema()).isEqualTo(before.schema());
    assertThat(after.value()).isEqualTo(before);
  }

  @Test
  void validationRefusesWhatCannotBeRemoved() {
    var errors = Applied.errors(RemoveAttribute.SPEC.validate(options("fields=a[0].b")));

    assertThat(errors.get("fields")).contains("must use [*] where fields are changed");
    assertThat(Applied.errors(RemoveAttribute.SPEC.validate(options("fields=a[*]"))).get("fields"))
        .contains("must end with the name of a field");
  }

  @Test
  void namesOfHeadersAreNoPaths() {
    SinkRecord record = record(map("a", 1));
    record.headers().addString("a..b", "1").addString("c[0]", "2").addString("*", "3");
    var transform = configured(new RemoveAttribute.Header<SinkRecord>(), "fields=a..b,c[0],`*`");

    assertThat(transform.apply(record).headers()).isEmpty();
  }

  @Test
  void aHeaderThatMustBeThereIsNamed() {
    var transform =
        configured(new RemoveAttribute.Header<SinkRecord>(), "fields=x", "on.missing=fail");

    assertThatThrownBy(() -> transform.apply(record(map("a", 1))))
        .hasMessageContaining("there is no header at path 'x'");
  }
}
