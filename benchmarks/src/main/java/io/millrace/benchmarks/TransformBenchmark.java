package io.millrace.benchmarks;

import io.millrace.connect.transforms.AddAttribute;
import io.millrace.connect.transforms.CoerceAttribute;
import io.millrace.connect.transforms.RemoveAttribute;
import io.millrace.connect.transforms.RenameAttribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Cast;
import org.apache.kafka.connect.transforms.InsertField;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.apache.kafka.connect.transforms.Transformation;
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

/** Our transforms beside Kafka's own that do the same, on the same records of twelve fields. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TransformBenchmark {

  private static final int FIELDS = 12;

  /** Structs of one schema, structs of 300 schemas in turn, or maps without schema. */
  @Param({"struct", "struct300", "map"})
  public String records = "struct";

  private List<SourceRecord> input = List.of();
  private int next;

  private final Transformation<SourceRecord> kafkaInsert =
      configured(new InsertField.Value<>(), "static.field", "added", "static.value", "x");
  private final Transformation<SourceRecord> add =
      configured(new AddAttribute.Value<>(), "field", "added", "value", "x");
  private final Transformation<SourceRecord> kafkaReplace =
      configured(new ReplaceField.Value<>(), "exclude", "f3,f7");
  private final Transformation<SourceRecord> remove =
      configured(new RemoveAttribute.Value<>(), "fields", "f3,f7");
  private final Transformation<SourceRecord> kafkaRename =
      configured(new ReplaceField.Value<>(), "renames", "f3:g3,f7:g7");
  private final Transformation<SourceRecord> rename =
      configured(new RenameAttribute.Value<>(), "renames", "f3:g3,f7:g7");
  private final Transformation<SourceRecord> kafkaCast =
      configured(new Cast.Value<>(), "spec", "f1:int64,f5:string");
  private final Transformation<SourceRecord> coerce =
      configured(new CoerceAttribute.Value<>(), "spec", "f1:int64,f5:string");

  private final List<Transformation<SourceRecord>> fiveOfKafka =
      IntStream.range(0, 5).mapToObj(TransformBenchmark::kafkaInsert).toList();
  private final Transformation<SourceRecord> addFive =
      configured(
          new AddAttribute.Value<>(),
          "attributes",
          "'x' as added0, 'x' as added1, 'x' as added2, 'x' as added3, 'x' as added4");

  @Setup
  public void fill() {
    input =
        switch (records) {
          case "struct" -> List.of(record(schema(0)));
          case "struct300" -> IntStream.range(0, 300).mapToObj(i -> record(schema(i))).toList();
          case "map" -> List.of(asMap(record(schema(0))));
          default -> throw new IllegalArgumentException(records);
        };
  }

  @Benchmark
  public Object insertFieldOfKafka() {
    return kafkaInsert.apply(next());
  }

  @Benchmark
  public Object addAttribute() {
    return add.apply(next());
  }

  @Benchmark
  public Object fiveInsertFieldsOfKafka() {
    SourceRecord record = next();
    for (Transformation<SourceRecord> insert : fiveOfKafka) {
      record = insert.apply(record);
    }
    return record;
  }

  @Benchmark
  public Object addFiveAttributes() {
    return addFive.apply(next());
  }

  @Benchmark
  public Object replaceFieldExcludeOfKafka() {
    return kafkaReplace.apply(next());
  }

  @Benchmark
  public Object removeAttribute() {
    return remove.apply(next());
  }

  @Benchmark
  public Object replaceFieldRenameOfKafka() {
    return kafkaRename.apply(next());
  }

  @Benchmark
  public Object renameAttribute() {
    return rename.apply(next());
  }

  @Benchmark
  public Object castOfKafka() {
    return kafkaCast.apply(next());
  }

  @Benchmark
  public Object coerceAttribute() {
    return coerce.apply(next());
  }

  private SourceRecord next() {
    next = next + 1 < input.size() ? next + 1 : 0;
    return input.get(next);
  }

  private static Schema schema(int number) {
    SchemaBuilder schema = SchemaBuilder.struct().name("order" + number);
    for (int i = 0; i < FIELDS; i++) {
      schema.field("f" + i, i % 2 == 0 ? Schema.STRING_SCHEMA : Schema.INT32_SCHEMA);
    }
    return schema.build();
  }

  private static SourceRecord record(Schema schema) {
    var value = new Struct(schema);
    for (int i = 0; i < FIELDS; i++) {
      value.put("f" + i, i % 2 == 0 ? "value " + i : (Object) i);
    }
    return new SourceRecord(null, null, "orders", 0, schema, value);
  }

  // The maps that Connect makes of JSON.
  private static SourceRecord asMap(SourceRecord record) {
    try (var converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      byte[] json = converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
      Object map = converter.toConnectData(record.topic(), json).value();
      return record.newRecord(record.topic(), 0, null, null, null, map, null);
    }
  }

  private static Transformation<SourceRecord> kafkaInsert(int number) {
    return configured(
        new InsertField.Value<>(), "static.field", "added" + number, "static.value", "x");
  }

  private static Transformation<SourceRecord> configured(
      Transformation<SourceRecord> transform, String... keysAndValues) {
    Map<String, String> config = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    transform.configure(config);
    return transform;
  }
}
