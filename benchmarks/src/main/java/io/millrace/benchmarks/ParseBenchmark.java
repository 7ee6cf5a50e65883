package io.millrace.benchmarks;

import io.millrace.connect.transforms.ParseCsv;
import io.millrace.connect.transforms.ParseJson;
import io.millrace.connect.transforms.ParseText;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A line of three columns into a struct. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParseBenchmark {

  // Not constants, so that the compiler cannot know what is parsed.
  private String csv = "4711,Jaffa Cake,90.5";
  private String quotedCsv = "4711,\"Jaffa Cake, large\",90.5";
  private String text = "4711 JaffaCake 90.5";
  private String json = "{\"id\":4711,\"name\":\"Jaffa Cake\",\"amount\":90.5}";

  private final Transformation<SourceRecord> parseCsv =
      configured(new ParseCsv.Value<>(), Map.of("columns", "id:int64,name,amount:float64"));
  private final Transformation<SourceRecord> parseText =
      configured(
          new ParseText.Value<>(),
          Map.of(
              "pattern",
              "(?<id>\\d+) (?<name>\\S+) (?<amount>\\S+)",
              "types",
              "id:int64,amount:float64"));
  private final Transformation<SourceRecord> parseJson =
      configured(
          new ParseJson.Value<>(),
          Map.of("schema", "fields", "fields", "id:int64,name,amount:float64"));

  @Benchmark
  public Object csv() {
    return parsed(parseCsv, csv);
  }

  @Benchmark
  public Object csvWithQuotes() {
    return parsed(parseCsv, quotedCsv);
  }

  @Benchmark
  public Object text() {
    return parsed(parseText, text);
  }

  @Benchmark
  public Object json() {
    return parsed(parseJson, json);
  }

  private static Object parsed(Transformation<SourceRecord> transform, String line) {
    return transform.apply(new SourceRecord(null, null, "orders", 0, Schema.STRING_SCHEMA, line));
  }

  private static Transformation<SourceRecord> configured(
      Transformation<SourceRecord> transform, Map<String, String> config) {
    transform.configure(config);
    return transform;
  }
}
