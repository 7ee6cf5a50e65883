package io.millrace.connect.jdbc.mapping;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.AnsiDialect;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.RecordColumn;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.RowLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

class RowMapperTest {

  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("nested", struct("x", 1).schema())
          .build();

  @Test
  void putsTheKeyFirstAndWritesItOnce() {
    RowChange change = map(KeyMode.RECORD_VALUE, "t", 5L, value(1L)).get(0);

    assertThat(change.layout().keys()).extracting(RecordColumn::name).containsExactly("id");
    assertThat(change.layout().values()).extracting(RecordColumn::name).containsExactly("nested");
    assertThat(change.row()).containsExactly(1L, "{\"x\":1}");
  }

  @Test
  void sharesOneLayoutAmongRecordsOfASchema() {
    List<RowChange> changes = map(KeyMode.RECORD_VALUE, "t", 5L, value(1L), value(2L));

    assertThat(changes.get(0).layout()).isSameAs(changes.get(1).layout());
  }

  @Test
  void sharesOneLayoutAmongSchemasWithTheSameColumns() {
    Schema first = SchemaBuilder.struct().version(1).field("id", Schema.INT64_SCHEMA).build();
    Schema second = SchemaBuilder.struct().version(2).field("id", Schema.INT64_SCHEMA).build();

    List<RowChange> changes =
        map(
            KeyMode.RECORD_VALUE,
            "t",
            5L,
            new Struct(first).put("id", 1L),
            new Struct(second).put("id", 2L));

    assertThat(changes.get(0).layout()).isSameAs(changes.get(1).layout());
  }

  @Test
  void deletesByTheKeyAlone() {
    RowChange change = map(KeyMode.RECORD_KEY, "t", 5L, new Object[] {null}).get(0);

    assertThat(change.operation()).isEqualTo(Operation.DELETE);
    assertThat(change.row()).containsExactly(5L);
  }

  @Test
  void readsSchemaAndTableFromTheTopic() {
    RowChange change = map(KeyMode.RECORD_KEY, "sales.orders", 5L, value(1L)).get(0);

    assertThat(change.layout().table()).hasToString("sales.orders");
    assertThat(change.layout().table().schema()).hasValue("sales");
  }

  @Test
  void refusesATopicThatIsNoTableName() {
    assertThatThrownBy(() -> map(KeyMode.RECORD_KEY, "a.b.c", 5L, value(1L)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("table.name.format");
  }

  @Test
  void refusesAValueWithoutFields() {
    assertThatThrownBy(() -> map(KeyMode.RECORD_KEY, "t", 5L, "text"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("struct or a map");
  }

  @Test
  void refusesAMapWithAnEntryWithoutName() {
    Map<String, Object> value = new HashMap<>();
    value.put("id", 1L);
    value.put(null, "x");

    assertThatThrownBy(() -> map(KeyMode.RECORD_VALUE, "t", 5L, value))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("no name");
  }

  private static Struct value(long id) {
    return new Struct(SCHEMA).put("id", id).put("nested", struct("x", 1));
  }

  @Test
  void aThousandTablesInTurnArePlannedOnce() {
    RowMapper mapper = mapper(KeyMode.RECORD_VALUE);
    List<RowLayout> first = layoutsOfAThousandTables(mapper);

    List<RowLayout> second = layoutsOfAThousandTables(mapper);

    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).isSameAs(first.get(i));
    }
  }

  private static List<RowLayout> layoutsOfAThousandTables(RowMapper mapper) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> mapper.map(record("t" + i, 5L, value(1L)), 0).orElseThrow().layout())
        .toList();
  }

  private static List<RowChange> map(KeyMode mode, String topic, Object key, Object... values) {
    RowMapper mapper = mapper(mode);
    return Arrays.stream(values)
        .map(value -> mapper.map(record(topic, key, value), 0).orElseThrow())
        .toList();
  }

  private static RowMapper mapper(KeyMode mode) {
    return new RowMapper(
        new MappingOptions(
            new AnsiDialect(Quoting.ALWAYS),
            TableNaming.parse("${topic}"),
            Operation.UPSERT,
            mode,
            List.of("id"),
            FieldFilter.of(List.of(), List.of()),
            FieldNames.of(List.of()),
            Optional.empty(),
            true,
            false,
            false,
            RecordFormat.AUTO,
            Optional.empty(),
            false));
  }

  private static IncomingRecord record(String topic, Object key, Object value) {
    return new IncomingRecord(
        topic,
        new IncomingRecord.Coordinates(topic, 0, 0),
        Schema.INT64_SCHEMA,
        key,
        value instanceof Struct struct ? struct.schema() : null,
        value,
        new ConnectHeaders());
  }
}
