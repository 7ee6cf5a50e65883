package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.file.tail.Compression;
import io.millrace.connect.file.tail.FileTail;
import io.millrace.connect.file.tail.FileTailSetup;
import io.millrace.connect.file.tail.LineRules;
import io.millrace.connect.file.tail.LineSink;
import io.millrace.connect.file.tail.LongLine;
import io.millrace.connect.file.tail.OnTruncate;
import io.millrace.connect.file.tail.PathGlob;
import io.millrace.connect.file.tail.Position;
import io.millrace.connect.file.tail.ReadOrder;
import io.millrace.connect.file.tail.RotationRules;
import io.millrace.connect.file.tail.StartPosition;
import io.millrace.connect.file.tail.TailCounters;
import io.millrace.connect.file.tail.TailRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The file source's reader without records: one operation is a megabyte of a cached file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LineReaderBenchmark {

  private static final int MEGABYTE = 1_000_000;
  private static final int MEGABYTES = 64;

  /** The length of a line with its end. */
  @Param({"20", "200"})
  public int length;

  private final Counted counted = new Counted();
  private Path directory = Path.of("");

  /** Writes the file. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    directory = Files.createTempDirectory("lines");
    byte[] block = ("x".repeat(length - 1) + "\n").repeat(MEGABYTE / length).getBytes(UTF_8);
    try (OutputStream file = Files.newOutputStream(directory.resolve("a.log"))) {
      for (int i = 0; i < MEGABYTES; i++) {
        file.write(block);
      }
    }
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(directory.resolve("a.log"));
    Files.delete(directory);
  }

  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public long read() {
    counted.bytes = 0;
    try (FileTail tail = FileTail.of(setup(), Clock.systemUTC())) {
      tail.scan();
      tail.read(() -> false);
    }
    if (counted.bytes != (long) MEGABYTES * MEGABYTE) {
      throw new IllegalStateException("Only " + counted.bytes + " bytes were read");
    }
    return counted.bytes;
  }

  private FileTailSetup setup() {
    return new FileTailSetup(
        List.of(PathGlob.of(directory + "/*.log")),
        List.of(),
        new TailRules(
            StartPosition.BEGINNING,
            Optional.empty(),
            ReadOrder.FAIR,
            new RotationRules(
                Pattern.compile("\\.\\d+"),
                Compression.NONE,
                16,
                Duration.ofSeconds(5),
                OnTruncate.RESTART),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            512,
            Optional.empty(),
            100),
        new LineRules(MEGABYTE, LongLine.FAIL, true, false, UTF_8),
        path -> true,
        paths -> Map.of(),
        path -> counted,
        new TailCounters(
            new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()));
  }

  /** Counts what arrives. */
  private static final class Counted implements LineSink {

    private long bytes;

    @Override
    public void line(byte[] line, int from, int to, Position end) {
      bytes += to - from + 1;
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
