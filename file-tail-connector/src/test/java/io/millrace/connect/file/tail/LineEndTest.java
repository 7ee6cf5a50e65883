package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndTest {

  /** Sample case 6: buffers end at every byte of the delimiter. */
  @ParameterizedTest
  @ValueSource(strings = {"||", "\r\n", "|~|", "<eol>", "ab\nab", "0123456789abcdef", "€\n"})
  void aDelimiterIsFoundOverTheBordersOfBuffers(String delimiter) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      expected.add(".".repeat(i) + delimiter.charAt(0) + ".");
    }
    for (int longest = 64; longest < 64 + 20; longest++) {
      var rig = new LineRig(rules(longest, LongLine.FAIL, delimiter, UTF_8));

      rig.append(String.join(delimiter, expected) + delimiter).read();

      assertThat(rig.lines).isEqualTo(expected);
    }
  }

  @Test
  void aDelimiterThatComesInTwoWritesIsOne() {
    var rig = new LineRig(rules(100, LongLine.FAIL, "<eol>", UTF_8));

    rig.append("a<e").read().append("ol>b<eol").read().append(">").read();

    assertThat(rig.lines).containsExactly("a", "b");
    assertThat(rig.offsets()).containsExactly(6L, 12L);
  }

  @ParameterizedTest
  @EnumSource(
      value = LongLine.class,
      names = {"TRUNCATE", "SKIP", "SPLIT"})
  void afterALongLineTheDelimiterIsFoundWhereverABufferEnds(LongLine action) {
    for (int length = 11; length < 150; length++) {
      var rig = new LineRig(rules(10, action, "<eol>", UTF_8));

      rig.append("a<eol>" + "x".repeat(length) + "<eol>b<eol>").read();

      assertThat(rig.lines).startsWith("a").endsWith("b");
      assertThat(rig.lines).allMatch(line -> line.matches("a|b|x{1,10}"));
      assertThat(rig.offsets()).endsWith((long) length + 6 + 5 + 6);
    }
  }

  /** U+0A0A and U+0D0A contain the byte of a newline, U+0A00 that of one on the wrong side. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void wideCharactersAreNotCutAtHalfOfThem(String name) {
    var rig = new LineRig(rules(100, LongLine.FAIL, "\n", Charset.forName(name)));

    rig.append("ਊഊ਀Āa\r\n਀\n\nĀ😀\n").read();

    assertThat(rig.lines).containsExactly("ਊഊ਀Āa", "਀", "", "Ā😀");
    assertThat(rig.offsets()).containsExactly(14L, 18L, 20L, 28L);
  }

  @Test
  void aWideCharacterHalfWrittenWaits() {
    var rig = new LineRig(rules(100, LongLine.FAIL, "\n", UTF_16LE));

    rig.append("ab".getBytes(UTF_16LE)).append('\n').read();
    assertThat(rig.lines).isEmpty();
    rig.append(0).read();

    assertThat(rig.lines).containsExactly("ab");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void longLinesOfWideCharactersAreSplitBetweenCharacters(int longest) {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      var rig = new LineRig(rules(longest, LongLine.SPLIT, "\n", charset));

      rig.append("a😀bc😀😀d\nx\n").read();

      assertThat(String.join("", rig.lines)).isEqualTo("a😀bc😀😀dx");
    }
  }

  /** Sample case 9. */
  @Test
  void aByteOrderMarkIsLeftOutOfTheFirstLineOnlyAndCounted() {
    var utf8 = new LineRig(rules(100, LongLine.FAIL, "\n", UTF_8)).append("\uFEFFa\n\uFEFFb\n");
    var wide = new LineRig(rules(100, LongLine.FAIL, "\n", UTF_16BE)).append("\uFEFFa\nb\n");

    utf8.read();
    wide.read();

    assertThat(utf8.lines).containsExactly("a", "\uFEFFb");
    assertThat(utf8.offsets()).containsExactly(5L, 10L);
    assertThat(wide.lines).containsExactly("a", "b");
    assertThat(wide.offsets()).containsExactly(6L, 10L);
  }

  @Test
  void aByteOrderMarkAloneIsNoLine() {
    var rig = new LineRig(rules(100, LongLine.FAIL, "\n", UTF_8));

    rig.append(0xEF, 0xBB).read().append(0xBF).read();
    assertThat(rig.lines).isEmpty();
    rig.append("a\n").read();

    assertThat(rig.lines).containsExactly("a");
  }

  @Test
  void theMarkDoesNotCountForTheLengthOfALine() {
    var rig = new LineRig(rules(3, LongLine.FAIL, "\n", UTF_8));

    rig.append("\uFEFFabc\n").read();

    assertThat(rig.lines).containsExactly("abc");
  }

  @Test
  void theHeaderOfAFileIsLeftOut() {
    var rig = new LineRig(header(2));

    rig.append("name\n").read().append("----\na\nb\n").read();

    assertThat(rig.lines).containsExactly("a", "b");
    assertThat(rig.restartedAfter(1).read().lines).containsExactly("b");
  }

  /** As with start.position=end, or an offset that somebody set without a line. */
  @Test
  void behindAPlaceWhereNobodyCountedIsNoHeader() {
    var lineage = Position.startOf(new FileId("1", "1")).lineage();
    Position uncounted = new Position(100, 0, 0, lineage, false);

    assertThat(uncounted.behindHeader(2).line()).isEqualTo(2);
    assertThat(uncounted.behindHeader(0)).isSameAs(uncounted);
  }

  private static LineRules header(int lines) {
    return new LineRules(
        100,
        LongLine.FAIL,
        LineEnd.of("\n", UTF_8, true),
        false,
        lines,
        Optional.empty(),
        UTF_8,
        Optional.empty());
  }

  private static LineRules rules(int max, LongLine action, String delimiter, Charset charset) {
    return new LineRules(
        max,
        action,
        LineEnd.of(delimiter, charset, true),
        false,
        0,
        Optional.empty(),
        charset,
        Optional.empty());
  }
}
