package io.millrace.benchmarks;

import io.millrace.connect.transforms.ParseCsv;
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
import org.openjdk.jmh.annotations.Param;
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
public class ParseCsvBenchmark {

  /** Without quotes, and with. */
  @Param({"4711,Jaffa Cake,90.5", "4711,\"Jaffa Cake, large\",90.5"})
  public String line = "";

  private final Transformation<SourceRecord> parse = new ParseCsv.Value<>();

  public ParseCsvBenchmark() {
    parse.configure(Map.of("columns", "id:int64,name,amount:float64"));
  }

  @Benchmark
  public Object parseCsv() {
    return parse.apply(new SourceRecord(null, null, "orders", 0, Schema.STRING_SCHEMA, line));
  }
}
