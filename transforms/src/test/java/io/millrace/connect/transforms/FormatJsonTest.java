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
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FormatJsonTest {

  private static SinkRecord formatted(Object value, String... options) {
    return configured(new FormatJson.Value<SinkRecord>(), options).apply(record(value));
  }

  @Test
  void decimalsKeepTheirScaleAndNullsCanBeOmitted() {
    var schema =
        SchemaBuilder.struct()
            .field("d", Decimal.schema(2))
            .field("n", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    Struct struct = new Struct(schema).put("d", new BigDecimal("12.30"));

    SinkRecord after = formatted(struct, "nulls=omit");

    assertThat(after.value()).isEqualTo("{\"d\":12.30}");
    assertThat(after.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(formatted(struct).value()).isEqualTo("{\"d\":12.30,\"n\":null}");
    assertThat(formatted(struct, "decimals=text", "nulls=omit").value())
        .isEqualTo("{\"d\":\"12.30\"}");
  }

  @Test
  void mapsAndListsAreWrittenInTheirOrder() {
    assertThat(formatted(map("b", Arrays.asList(1, null, "x"), "a", map("c", true))).value())
        .isEqualTo("{\"b\":[1,null,\"x\"],\"a\":{\"c\":true}}");
  }

  @Test
  void datesAndTimesAreIsoTextOrNumbers() {
    var schema =
        SchemaBuilder.struct()
            .field("t", org.apache.kafka.connect.data.Timestamp.SCHEMA)
            .field("d", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("h", org.apache.kafka.connect.data.Time.SCHEMA)
            .build();
    Struct struct =
        new Struct(schema)
            .put("t", new Date(1_500))
            .put("d", new Date(86_400_000))
            .put("h", new Date(3_600_000));

    assertThat(formatted(struct).value())
        .isEqualTo("{\"t\":\"1970-01-01T00:00:01.500Z\",\"d\":\"1970-01-02\",\"h\":\"01:00:00\"}");
    assertThat(formatted(struct, "times=number").value())
        .isEqualTo("{\"t\":1500,\"d\":1,\"h\":3600000}");
  }

  @Test
  void bytesAreBase64() {
    assertThat(formatted(map("b", new byte[] {1, 2, 3})).value()).isEqualTo("{\"b\":\"AQID\"}");
  }

  @Test
  void whatJsonDoesNotHaveIsAnErrorWithItsPath() {
    assertThatThrownBy(() -> formatted(map("a", map("x", Double.NaN))))
        .hasMessageStartingWith(
            "FormatJson: got NaN or infinity, which JSON does not have at path 'a.x' in"
                + " orders-0@123");
  }

  @Test
  void aDecimalOfMillionsOfZerosIsAnError() {
    BigDecimal huge = new BigDecimal("1e999999999");

    assertThatThrownBy(() -> formatted(map("n", huge))).hasMessageContaining("FormatJson: ");
    assertThatThrownBy(() -> formatted(map("n", huge), "decimals=text"))
        .hasMessageContaining("does not fit, need string at path 'n'");
  }

  @Test
  void aFieldBecomesTextInItsPlace() {
    Struct nested = Records.struct("id", 1, "box", Records.struct("w", 2));

    SinkRecord after = formatted(nested, "field=box");

    assertThat(shown(after.value())).isEqualTo("id=1, box={\"w\":2}");
    assertThat(after.valueSchema().field("box").schema().type()).isEqualTo(Schema.Type.STRING);
    assertThat(shown(formatted(map("id", 1, "box", List.of(1)), "field=box").value()))
        .isEqualTo("id=1, box=[1]");
  }

  @Test
  void everythingCanBecomeTextInAnotherField() {
    assertThat(shown(formatted(map("id", 1), "target=json").value()))
        .isEqualTo("id=1, json={\"id\":1}")
        .isEqualTo(shown(formatted(Records.struct("id", 1), "target=json").value()));
  }

  @Test
  void onErrorNullMakesOnlyTheTargetNull() {
    assertThat(shown(formatted(map("n", Double.NaN), "target=json", "on.error=null").value()))
        .isEqualTo("n=NaN, json=null");
  }

  @Test
  void prettyTextHasLines() {
    assertThat((String) formatted(map("a", 1), "pretty=true").value())
        .isEqualToNormalizingNewlines("{\n  \"a\": 1\n}");
  }

  @Test
  void aTargetInsideOfTheFieldThatGoesAwayIsRefused() {
    assertThat(Applied.errors(FormatJson.SPEC.validate(options("field=a", "target=a.json"))))
        .containsOnlyKeys("target");
  }

  @Test
  void aNumberBeyondInt64KeepsItsDigits() {
    assertThat(formatted(map("n", new BigInteger("12345678901234567890"))).value())
        .isEqualTo("{\"n\":12345678901234567890}");
  }
}
