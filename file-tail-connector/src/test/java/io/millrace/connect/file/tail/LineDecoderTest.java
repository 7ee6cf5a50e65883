package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDecoderTest {

  private static final Path PATH = Path.of("/app.log");

  private final List<String> lines = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();

  @Test
  void linesEndAtNewlinesAndPositionsAreBytes() {
    read("aä\nb\n", rules(100, LongLine.FAIL));

    assertThat(lines).containsExactly("aä", "b");
    assertThat(positions).containsExactly(4L, 6L);
  }

  @Test
  void aLineWithoutItsEndWaits() {
    read("a\nb", rules(100, LongLine.FAIL));

    assertThat(lines).containsExactly("a");
  }

  @Test
  void theLastLineOfACompleteFileNeedsNoEnd() {
    readToEnd("a\nb", rules(100, LongLine.FAIL));

    assertThat(lines).containsExactly("a", "b");
    assertThat(positions).containsExactly(2L, 3L);
  }

  @Test
  void carriageReturnsAreStrippedOnlyBeforeANewline() {
    read("a\r\nb\rc\n\r\n", rules(100, LongLine.FAIL));

    assertThat(lines).containsExactly("a", "b\rc", "");
  }

  @Test
  void carriageReturnsCanBeKept() {
    read("a\r\n", new LineRules(100, LongLine.FAIL, false, false, UTF_8));

    assertThat(lines).containsExactly("a\r");
  }

  @Test
  void emptyLinesAreLinesUnlessSkipped() {
    read("a\n\nb\n", rules(100, LongLine.FAIL));
    read("a\n\nb\n", new LineRules(100, LongLine.FAIL, true, true, UTF_8));

    assertThat(lines).containsExactly("a", "", "b", "a", "b");
    assertThat(positions).containsExactly(2L, 3L, 5L, 2L, 5L);
  }

  /** The smallest buffer holds one line only, so every line meets its borders. */
  @ParameterizedTest
  @ValueSource(ints = {40, 41, 42, 43, 1000})
  void charactersOverBufferBordersStayWhole(int longestLine) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      expected.add("é€😀".repeat(i % 5) + "x".repeat(i % 4));
    }

    read(String.join("\n", expected) + "\n", rules(longestLine + 8, LongLine.FAIL));

    assertThat(lines).isEqualTo(expected);
    assertThat(positions).isSorted();
  }

  @ParameterizedTest
  @EnumSource
  void aLineOfExactlyTheMaximumIsNotTooLong(LongLine action) {
    read("a\n" + "x".repeat(10) + "\r\nb\n", rules(10, action));

    assertThat(lines).containsExactly("a", "x".repeat(10), "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14, 100, 5000})
  void tooLongLinesAreCutSkippedOrSplitAndTheNextIsIntact(int length) {
    String text = "a\n" + "x".repeat(length) + "\nb\n";

    read(text, rules(10, LongLine.TRUNCATE));
    read(text, rules(10, LongLine.SKIP));
    assertThat(lines).containsExactly("a", "x".repeat(10), "b", "a", "b");
    lines.clear();
    read(text, rules(10, LongLine.SPLIT));

    assertThat(String.join("", lines)).isEqualTo("a" + "x".repeat(length) + "b");
    assertThat(lines).allMatch(line -> line.length() <= 10);
  }

  @Test
  void aTooLongLastLineIsCutOnce() {
    readToEnd("a\n" + "x".repeat(100), rules(10, LongLine.TRUNCATE));

    assertThat(lines).containsExactly("a", "x".repeat(10));
  }

  @Test
  void noCharacterIsTornByACut() {
    read("€€€€\n", rules(10, LongLine.SPLIT));
    read("€€€€\n", rules(10, LongLine.TRUNCATE));

    assertThat(lines).containsExactly("€€€", "€", "€€€");
  }

  @Test
  void aTooLongLineFailsAfterThoseBeforeItWereDelivered() {
    assertThatThrownBy(() -> read("a\n" + "x".repeat(11) + "\n", rules(10, LongLine.FAIL)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("Line at /app.log:2 exceeds line.max.bytes=10")
        .hasMessageContaining("set line.max.action to truncate, skip or split");

    assertThat(lines).containsExactly("a");
  }

  @Test
  void theHashBeforeAPositionDoesNotDependOnTheBuffer() throws Exception {
    byte[] content = "some longer line of text, number one\n".repeat(50).getBytes(UTF_8);
    OpenFile file = file(content);
    List<Long> tails = new ArrayList<>();

    read(file, rules(40, LongLine.FAIL), false, end -> tails.add(end.tail()));

    List<Long> expected = new ArrayList<>();
    for (long position : positions) {
      expected.add(ReadBuffer.tailOf(file, position));
    }
    assertThat(tails).hasSize(50).isEqualTo(expected);
  }

  @Test
  void newlinesAreFoundAtEveryPlace() {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x8A);
        bytes[at] = '\n';

        assertThat(ByteSearch.next(bytes, 0, length, (byte) '\n')).isEqualTo(at);
        assertThat(ByteSearch.next(bytes, at + 1, length, (byte) '\n')).isEqualTo(-1);
      }
    }
  }

  private static LineRules rules(int max, LongLine action) {
    return new LineRules(max, action, true, false, UTF_8);
  }

  private void read(String text, LineRules rules) {
    read(file(text.getBytes(UTF_8)), rules, false, end -> {});
  }

  private void readToEnd(String text, LineRules rules) {
    read(file(text.getBytes(UTF_8)), rules, true, end -> {});
  }

  private void read(OpenFile file, LineRules rules, boolean isLast, Consumer<Position> ends) {
    var sink =
        new LineSink() {
          @Override
          public void line(byte[] bytes, int from, int to, Position end) {
            lines.add(new String(bytes, from, to - from, UTF_8));
            positions.add(end.offset());
            ends.accept(end);
          }

          @Override
          public boolean isFull() {
            return false;
          }
        };
    var buffer = new ReadBuffer(rules.longestRead());
    var decoder = new LineDecoder(rules, PATH, new ManualClock());
    Tailer tailer = tailer(file);
    Tailer.Reading reading = Tailer.Reading.MORE;
    while (reading == Tailer.Reading.MORE) {
      reading = tailer.read(buffer, decoder, sink, isLast);
    }
    assertThat(reading).isEqualTo(Tailer.Reading.DRAINED);
  }

  private static Tailer tailer(OpenFile file) {
    try {
      return Tailer.fromStart(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // Short reads are allowed.
  private static GrowingFile file(byte[] content) {
    var file = new GrowingFile(PATH, 7);
    file.append(content);
    return file;
  }
}
