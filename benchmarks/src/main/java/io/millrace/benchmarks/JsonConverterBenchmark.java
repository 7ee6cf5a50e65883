package io.millrace.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
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
 * Connect's own JSON converter beside what reading the same bytes costs at least: Jackson's tokens,
 * of the whole text and of the payload alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonConverterBenchmark {

  @Param({"NARROW", "WIDE"})
  private String shape = "NARROW";

  private final JsonFactory factory = new JsonFactory();
  private final JsonConverter withSchema = converter(true);
  private final JsonConverter withoutSchema = converter(false);
  private byte[] enveloped = {};
  private byte[] payload = {};
  private SchemaAndValue struct = SchemaAndValue.NULL;
  private SchemaAndValue map = SchemaAndValue.NULL;

  @Setup
  public void setUp() {
    String json = RowShape.valueOf(shape).json(4711);
    enveloped = json.getBytes(StandardCharsets.UTF_8);
    int start = json.indexOf("\"payload\":") + "\"payload\":".length();
    payload = json.substring(start, json.length() - 1).getBytes(StandardCharsets.UTF_8);
    struct = withSchema.toConnectData("rows", enveloped);
    map = withoutSchema.toConnectData("rows", payload);
  }

  @Benchmark
  public Object readWithSchema() {
    return withSchema.toConnectData("rows", enveloped);
  }

  @Benchmark
  public Object readWithoutSchema() {
    return withoutSchema.toConnectData("rows", payload);
  }

  @Benchmark
  public Object writeWithSchema() {
    return withSchema.fromConnectData("rows", struct.schema(), struct.value());
  }

  @Benchmark
  public Object writeWithoutSchema() {
    return withoutSchema.fromConnectData("rows", map.schema(), map.value());
  }

  @Benchmark
  public int tokensOfAll() throws IOException {
    return tokens(enveloped);
  }

  @Benchmark
  public int tokensOfPayload() throws IOException {
    return tokens(payload);
  }

  private int tokens(byte[] json) throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(json)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private static JsonConverter converter(boolean schemas) {
    var converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", schemas), false);
    return converter;
  }
}
