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
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FormatCsvTest {

  private static Object formatted(Object value, String... options) {
    return configured(new FormatCsv.Value<SinkRecord>(), options).apply(record(value)).value();
  }

  @Test
  void quotesAreDoubledAndNullIsNothing() {
    var schema =
        SchemaBuilder.struct()
            .field("a", Schema.STRING_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    assertThat(formatted(new Struct(schema).put("a", "x\"y"), "columns=a,b"))
        .isEqualTo("\"x\"\"y\",");
    assertThat(formatted(map("a", "x\"y", "b", null), "columns=a,b")).isEqualTo("\"x\"\"y\",");
  }

  @Test
  void emptyTextIsNotNull() {
    assertThat(formatted(map("a", "", "b", null), "columns=a,b")).isEqualTo("\"\",");
    assertThat(formatted(map("a", "", "b", null), "columns=b,a", "null.literal=\\N"))
        .isEqualTo("\\N,\"\"");
  }

  @Test
  void onlyWhatNeedsQuotesHasThem() {
    assertThat(formatted(map("a", "x y", "b", "p,q", "c", "l\nm"), "columns=a,b,c"))
        .isEqualTo("x y,\"p,q\",\"l\nm\"");
  }

  @Test
  void everyTypeHasItsText() {
    var schema =
        SchemaBuilder.struct()
            .field("d", org.apache.kafka.connect.data.Decimal.schema(2))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .build();
    Struct struct =
        new Struct(schema)
            .put("d", new BigDecimal("1E+2").setScale(2))
            .put("day", new java.util.Date(86_400_000));

    assertThat(formatted(struct, "columns=d,day")).isEqualTo("100.00,1970-01-02");
    assertThat(formatted(map("a", true, "b", 1.5, "c", 7L), "columns=c,b,a"))
        .isEqualTo("7,1.5,true");
  }

  @Test
  void numbersHaveNoExponent() {
    assertThat(formatted(map("a", 12_500_000.0, "b", 0.00025, "c", 1e-5f), "columns=a,b,c"))
        .isEqualTo("12500000.0,0.00025,0.00001");
  }

  @Test
  void columnsAreReadByPath() {
    assertThat(formatted(map("a", map("b", 1), "l", List.of(5, 6)), "columns=l[1],a.b"))
        .isEqualTo("6,1");
  }

  @Test
  void aMissingColumnIsAnErrorOrEmpty() {
    assertThatThrownBy(() -> formatted(map("a", 1), "columns=a,b"))
        .hasMessageStartingWith(
            "FormatCsv: there is no field at path 'b' in orders-0@123; set on.missing=null to leave"
                + " its column empty");
    assertThatThrownBy(() -> formatted(Records.struct("a", 1), "columns=a,b"))
        .hasMessageContaining("there is no field at path 'b'");
    assertThat(formatted(map("a", 1), "columns=a,b", "on.missing=null")).isEqualTo("1,");
    assertThat(formatted(Records.struct("a", 1), "columns=a,b", "on.missing=null")).isEqualTo("1,");
  }

  @Test
  void whatCouldNotBeReadAgainIsAnError() {
    assertThatThrownBy(() -> formatted(map("a", "x;y"), "columns=a", "quote=none", "delimiter=;"))
        .hasMessageContaining("text with a delimiter");
    assertThatThrownBy(() -> formatted(map("a", "NULL"), "columns=a", "null.literal=NULL"))
        .hasMessageContaining("the text that stands for null");
    assertThatThrownBy(() -> formatted(map("a", map("b", 1)), "columns=a"))
        .hasMessageContaining("need string at path 'a'");
  }

  @Test
  void theLineCanGoToAField() {
    assertThat(shown(formatted(map("a", 1, "b", 2), "columns=b,a", "target=line")))
        .isEqualTo("a=1, b=2, line=2,1");
  }

  @Test
  void validationNamesWrongColumns() {
    assertThat(Applied.errors(FormatCsv.SPEC.validate(options("columns=a[*]"))).get("columns"))
        .contains("must lead to one value");
  }
}
