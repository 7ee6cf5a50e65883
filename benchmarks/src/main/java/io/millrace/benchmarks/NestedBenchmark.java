package io.millrace.benchmarks;

import io.millrace.connect.transforms.RemoveAttribute;
import io.millrace.connect.transforms.Select;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.ExtractField;
import org.apache.kafka.connect.transforms.HoistField;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A field out of a record in a record: with ours as the one field of the new value, with Kafka's by
 * two transforms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NestedBenchmark {

  private static final List<String> PATH = List.of("customer", "address", "city");

  /** A struct, or a map without schema. */
  @Param({"struct", "map"})
  public String records = "struct";

  private SourceRecord input = new SourceRecord(null, null, "orders", 0, null, null);

  private final Transformation<SourceRecord> extract =
      configured(
          new ExtractField.Value<>(),
          Map.of("field", "customer.address.city", "field.syntax.version", "V2"));
  private final Transformation<SourceRecord> hoist =
      configured(new HoistField.Value<>(), Map.of("field", "city"));
  private final Transformation<SourceRecord> select =
      configured(new Select.Value<>(), Map.of("select", "customer.address.city as city"));
  private final Transformation<SourceRecord> remove =
      configured(new RemoveAttribute.Value<>(), Map.of("fields", "customer.address.zip"));

  @Setup
  public void fill() {
    Map<String, Object> values = Map.of("city", "Vienna", "zip", "1010", "street", "Ring 1");
    input =
        switch (records) {
          case "struct" -> ofStruct(values);
          case "map" ->
              ofValue(null, map("id", 7, "customer", map("address", new HashMap<>(values))));
          default -> throw new IllegalArgumentException(records);
        };
  }

  // As Connect's JSON converter makes them.
  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static SourceRecord ofStruct(Map<String, Object> values) {
    SchemaBuilder builder = SchemaBuilder.struct();
    values.keySet().forEach(name -> builder.field(name, Schema.STRING_SCHEMA));
    Schema address = builder.build();
    Schema customer = SchemaBuilder.struct().field("address", address).build();
    Schema order =
        SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).field("customer", customer).build();
    var inner = new Struct(address);
    values.forEach(inner::put);
    var value = new Struct(order).put("id", 7);
    return ofValue(order, value.put("customer", new Struct(customer).put("address", inner)));
  }

  private static SourceRecord ofValue(@Nullable Schema schema, Object value) {
    return new SourceRecord(null, null, "orders", 0, schema, value);
  }

  @Benchmark
  public Object extractAndHoistOfKafka() {
    return hoist.apply(extract.apply(input));
  }

  @Benchmark
  public Object selectNested() {
    return select.apply(input);
  }

  /**
   * The least that any transform of a map does: find the field, make a map and a record of it. Of a
   * struct it finds nothing and says nothing.
   */
  @Benchmark
  public Object leastForMap() {
    Object city = input.value();
    for (int i = 0; i < PATH.size() && city instanceof Map<?, ?> map; i++) {
      city = map.get(PATH.get(i));
    }
    return input.newRecord(
        input.topic(),
        input.kafkaPartition(),
        input.keySchema(),
        input.key(),
        null,
        Collections.singletonMap("city", city),
        input.timestamp());
  }

  /** Kafka has nothing that does this. */
  @Benchmark
  public Object removeNested() {
    return remove.apply(input);
  }

  private static Transformation<SourceRecord> configured(
      Transformation<SourceRecord> transform, Map<String, String> config) {
    transform.configure(config);
    return transform;
  }
}
