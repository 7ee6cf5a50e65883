package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sample case 14: a gibibyte without a newline. */
class EndlessLineTest {

  private static final Path PATH = Path.of("/app.log");
  private static final long GIBIBYTE = 1L << 30;
  private static final int LONGEST = 1_000_000;

  private final List<Integer> lengths = new ArrayList<>();
  private final List<Position> ends = new ArrayList<>();

  @Test
  void aGibibyteWithoutANewlineIsCutOnceAndNeedsNoMoreThanALine() throws IOException {
    var file = new EndlessFile();
    var buffer = new ReadBuffer(rules(LongLine.TRUNCATE).longestRead());

    read(file, buffer, LongLine.TRUNCATE, Tailer.fromStart(file));

    assertThat(lengths).containsExactly(LONGEST, 1);
    assertThat(ends.get(1).offset()).isEqualTo(GIBIBYTE + 3);
    assertThat(buffer.bytes().length).isLessThan(LONGEST + 100);
    assertThat(file.read).isLessThan(GIBIBYTE + 10 * LONGEST);
  }

  @Test
  void aRestartInTheMiddleDeliversItOnce() throws IOException {
    var file = new EndlessFile();
    var buffer = new ReadBuffer(rules(LongLine.TRUNCATE).longestRead());
    read(file, buffer, LongLine.TRUNCATE, Tailer.fromStart(file));
    Position afterTheBeginning = ends.get(0);
    lengths.clear();

    read(file, buffer, LongLine.TRUNCATE, Tailer.at(file, afterTheBeginning));

    assertThat(afterTheBeginning.offset()).isBetween((long) LONGEST, GIBIBYTE);
    assertThat(lengths).containsExactly(1);
  }

  private void read(EndlessFile file, ReadBuffer buffer, LongLine action, Tailer tailer) {
    var decoder = new LineDecoder(rules(action), file.path(), new ManualClock());
    var sink =
        new LineSink() {
          @Override
          public void line(byte[] bytes, int from, int to, Position end) {
            lengths.add(to - from);
            ends.add(end);
          }

          @Override
          public boolean isFull() {
            return false;
          }
        };
    Tailer.Reading reading = Tailer.Reading.MORE;
    while (reading == Tailer.Reading.MORE) {
      reading = tailer.read(buffer, decoder, sink, false);
    }
  }

  private static LineRules rules(LongLine action) {
    return new LineRules(LONGEST, action, true, false, UTF_8);
  }

  /** So many bytes, a newline, and a line of one byte. */
  private static final class EndlessFile implements OpenFile {

    private static final byte[] ONES = "x".repeat(1 << 16).getBytes(UTF_8);
    private static final byte[] END = "\ny\n".getBytes(UTF_8);
    private long read;

    @Override
    public Path path() {
      return PATH;
    }

    @Override
    public FileId id() {
      return new FileId("1", "1");
    }

    @Override
    public long size() {
      return GIBIBYTE + END.length;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      if (position >= size()) {
        return -1;
      }
      boolean isOnes = position < GIBIBYTE;
      byte[] source = isOnes ? ONES : END;
      int from = isOnes ? 0 : (int) (position - GIBIBYTE);
      long available = isOnes ? GIBIBYTE - position : END.length;
      int length = (int) Math.min(target.remaining(), Math.min(available, source.length - from));
      target.put(source, from, length);
      read += length;
      return length;
    }

    @Override
    public void close() {}
  }
}
