package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Following one file, of which only the places between its lines are wanted. */
final class TailSetups {

  private TailSetups() {}

  static FileTailSetup of(
      Path file, StartPosition start, StoredOffsets offsets, Consumer<Position> ends) {
    return new FileTailSetup(
        List.of(PathGlob.of(file.toString())),
        List.of(),
        rules(start),
        new LineRules(100, LongLine.FAIL, true, false, UTF_8),
        path -> true,
        offsets,
        path -> new Ends(ends),
        new TailCounters(
            new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()));
  }

  private static TailRules rules(StartPosition start) {
    return new TailRules(
        start,
        Optional.empty(),
        ReadOrder.FAIR,
        new RotationRules(
            Pattern.compile("\\.\\d+"),
            Compression.AUTO,
            16,
            Duration.ofSeconds(5),
            OnTruncate.RESTART),
        Duration.ofSeconds(1),
        Duration.ofMillis(50),
        512,
        Optional.empty(),
        100);
  }

  private record Ends(Consumer<Position> ends) implements LineSink {

    @Override
    public void line(byte[] bytes, int from, int to, Position end) {
      ends.accept(end);
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
