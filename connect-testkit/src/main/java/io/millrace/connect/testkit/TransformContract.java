package io.millrace.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every transform of a record's key or value. */
public interface TransformContract {

  /** A new, unconfigured instance that works on the value. */
  Transformation<SinkRecord> onValue();

  /** A new, unconfigured instance that works on the key. */
  Transformation<SinkRecord> onKey();

  /** A configuration under which {@link #sample} is changed, the same at every call. */
  Map<String, String> config();

  /** The value under operation: a Struct, or text for transforms that parse. */
  Object sample();

  @Test
  default void aNullPassesAsTheSameRecord() {
    SinkRecord tombstone = record(null, null, null, null);

    SinkRecord fromValue = configured(onValue()).apply(tombstone);
    SinkRecord fromKey = configured(onKey()).apply(tombstone);

    assertThat(fromValue).isSameAs(tombstone);
    assertThat(fromKey).isSameAs(tombstone);
  }

  @Test
  default void structAndMapAgree() {
    if (!(sample() instanceof Struct struct)) {
      return;
    }
    SinkRecord fromStruct = configured(onValue()).apply(ofValue(struct.schema(), struct));
    SinkRecord fromMap = configured(onValue()).apply(ofValue(null, schemaless(struct)));

    assertThat(fromMap.valueSchema()).isNull();
    assertThat(plain(fromStruct.value())).isEqualTo(plain(fromMap.value()));
    assertThat(names(fromStruct.value())).isEqualTo(names(fromMap.value()));
  }

  @Test
  default void keyAndValueAgree() {
    Schema schema = schema(sample());
    SinkRecord value = configured(onValue()).apply(record(null, null, schema, sample()));
    SinkRecord key = configured(onKey()).apply(record(schema, sample(), null, null));

    assertThat(plain(key.key())).isEqualTo(plain(value.value()));
    assertThat(key.keySchema()).isEqualTo(value.valueSchema());
  }

  @Test
  default void theInputIsNotChanged() {
    Object input = sample();
    SinkRecord record = ofValue(schema(input), input);
    record.headers().addString("kept", "as it is");
    @Nullable Object before = plain(sample());

    configured(onValue()).apply(record);

    assertThat(plain(record.value())).isEqualTo(before);
    assertThat(record.headers()).hasSize(1);
  }

  @Test
  default void theOutputIsValidAndItsSchemaIsReused() {
    Transformation<SinkRecord> transform = configured(onValue());

    SinkRecord first = transform.apply(ofValue(schema(sample()), sample()));
    SinkRecord second = transform.apply(ofValue(schema(sample()), sample()));

    if (first.value() instanceof Struct struct) {
      struct.validate();
    }
    assertThat(second.valueSchema()).isSameAs(first.valueSchema());
  }

  @Test
  default void oneInstanceServesEightThreads() throws Exception {
    Transformation<SinkRecord> transform = configured(onValue());
    @Nullable Object expected = plain(transform.apply(ofValue(schema(sample()), sample())).value());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<@Nullable Object>>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(() -> transformed(transform, 500));
      }
      for (Future<List<@Nullable Object>> results : threads.invokeAll(work)) {
        assertThat(results.get()).containsOnly(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void itSaysItsVersion() {
    assertThat(onValue()).isInstanceOf(Versioned.class);
    assertThat(((Versioned) onValue()).version()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  private List<@Nullable Object> transformed(Transformation<SinkRecord> transform, int count) {
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(plain(transform.apply(ofValue(schema(sample()), sample())).value()));
    }
    return results;
  }

  private Transformation<SinkRecord> configured(Transformation<SinkRecord> transform) {
    transform.configure(config());
    return transform;
  }

  private static SinkRecord ofValue(@Nullable Schema schema, @Nullable Object value) {
    return record(null, null, schema, value);
  }

  private static SinkRecord record(
      @Nullable Schema keySchema,
      @Nullable Object key,
      @Nullable Schema valueSchema,
      @Nullable Object value) {
    return new SinkRecord(
        "orders",
        3,
        keySchema,
        key,
        valueSchema,
        value,
        42,
        Records.TIMESTAMP,
        TimestampType.CREATE_TIME);
  }

  private static Schema schema(Object value) {
    return value instanceof Struct struct ? struct.schema() : Schema.STRING_SCHEMA;
  }

  private static Map<String, Object> schemaless(Struct struct) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Field field : struct.schema().fields()) {
      Object value = struct.getWithoutDefault(field.name());
      map.put(field.name(), value instanceof Struct nested ? schemaless(nested) : value);
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Struct struct ? schemaless(struct) : value;
  }

  private static List<String> names(Object value) {
    return value instanceof Struct struct
        ? struct.schema().fields().stream().map(Field::name).toList()
        : ((Map<?, ?>) value).keySet().stream().map(String::valueOf).toList();
  }
}
