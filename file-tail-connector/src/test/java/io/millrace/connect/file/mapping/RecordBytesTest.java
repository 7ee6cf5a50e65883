package io.millrace.connect.file.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.data.RecordData;
import io.millrace.connect.testkit.Records;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBytesTest {

  @Test
  void textAndBytesBecomeLines() {
    assertThat(written(RecordFormat.LINE, "é")).isEqualTo("é\n");
    assertThat(written(RecordFormat.LINE, new byte[] {65})).isEqualTo("A\n");
    assertThat(written(RecordFormat.LINE, 7)).isEqualTo("7\n");
  }

  @Test
  void singlePointsInTimeAndDecimalsAreReadable() {
    var day = new SchemaAndValue(org.apache.kafka.connect.data.Date.SCHEMA, new Date(0));
    var price = new SchemaAndValue(Decimal.schema(-3), new BigDecimal("1E+3"));

    assertThat(written(RecordFormat.LINE, day)).isEqualTo("1970-01-01\n");
    assertThat(written(RecordFormat.RAW, price)).isEqualTo("1000");
  }

  @Test
  void aNullDoesNotBecomeTheDefaultOfItsField() {
    Schema text = SchemaBuilder.string().optional().defaultValue("x").build();
    var struct = new Struct(SchemaBuilder.struct().field("a", text).field("b", text).build());

    assertThat(written(RecordFormat.JSON, struct)).isEqualTo("{\"a\":null,\"b\":null}\n");
    assertThat(written(RecordFormat.CSV, struct)).isEqualTo(",\n");
  }

  @Test
  void rawHasNoLineEnd() {
    assertThat(written(RecordFormat.RAW, "a")).isEqualTo("a");
  }

  @Test
  void structsAndMapsBecomeJson() {
    Struct struct = Records.struct("id", 1, "inner", Records.struct("x", "é\n"));

    assertThat(written(RecordFormat.JSON, struct))
        .isEqualTo("{\"id\":1,\"inner\":{\"x\":\"é\\n\"}}\n");
    assertThat(written(RecordFormat.JSON, Map.of("a", List.of(1, true))))
        .isEqualTo("{\"a\":[1,true]}\n");
    assertThat(written(RecordFormat.JSON, "text")).isEqualTo("\"text\"\n");
  }

  @Test
  void decimalsAndPointsInTimeAreReadable() {
    Schema schema =
        SchemaBuilder.struct()
            .field("price", Decimal.schema(2))
            .field("at", Timestamp.SCHEMA)
            .field("none", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    var struct = new Struct(schema).put("price", new BigDecimal("1.50")).put("at", new Date(0));

    assertThat(written(RecordFormat.JSON, struct))
        .isEqualTo("{\"price\":1.50,\"at\":\"1970-01-01T00:00:00Z\",\"none\":null}\n");
    assertThat(written(RecordFormat.CSV, struct)).isEqualTo("1.50,1970-01-01T00:00:00Z,\n");
  }

  @Test
  void cellsAreQuotedWhereNeeded() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", "x,y");
    map.put("b", "say \"hi\"");
    map.put("c", 3);

    assertThat(written(RecordFormat.CSV, map)).isEqualTo("\"x,y\",\"say \"\"hi\"\"\",3\n");
    assertThat(written(RecordFormat.CSV, List.of("user's #1 (a long text without)", "a\nb")))
        .isEqualTo("user's #1 (a long text without),\"a\nb\"\n");
    assertThat(written(RecordFormat.CSV, List.of(1.25E7, 5.0E-4, 1L)))
        .isEqualTo("12500000.0,0.0005,1\n");
  }

  @Test
  void whatTheFormatCannotHoldIsRejectedWithAWayOut() {
    Struct nested = Records.struct("inner", Records.struct("x", 1));

    assertThatThrownBy(() -> written(RecordFormat.LINE, nested))
        .hasMessageContaining("format=json");
    assertThatThrownBy(() -> written(RecordFormat.CSV, nested)).hasMessageContaining("format=json");
    assertThatThrownBy(() -> written(RecordFormat.CSV, "a")).hasMessageContaining("format=line");
  }

  @Test
  void nullLeavesWhatTheUserWants() {
    assertThat(bytes(RecordFormat.LINE, NullValues.IGNORE).of(record(null))).isEmpty();
    assertThat(bytes(RecordFormat.JSON, NullValues.EMPTY).of(record(null)))
        .contains(new byte[] {10});
    assertThatThrownBy(() -> bytes(RecordFormat.LINE, NullValues.FAIL).of(record(null)))
        .hasMessageContaining("behavior.on.null.values");
  }

  private static String written(RecordFormat format, Object value) {
    byte[] bytes = bytes(format, NullValues.IGNORE).of(record(value)).orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String written(RecordFormat format, SchemaAndValue value) {
    RecordData record = record(value.schema(), value.value());
    byte[] bytes = bytes(format, NullValues.IGNORE).of(record).orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static RecordBytes bytes(RecordFormat format, NullValues nullValues) {
    return new RecordBytes(format, new byte[] {'\n'}, nullValues);
  }

  private static RecordData record(@Nullable Object value) {
    return record(value instanceof Struct struct ? struct.schema() : null, value);
  }

  private static RecordData record(@Nullable Schema schema, @Nullable Object value) {
    return new RecordData("orders", 0, 0, 0L, null, null, schema, value, new ConnectHeaders());
  }
}
