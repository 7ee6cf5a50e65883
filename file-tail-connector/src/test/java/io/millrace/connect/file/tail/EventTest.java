package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PARTIAL = Duration.ofSeconds(2);
  private static final String TRACE = "Error\n\tat a\n\tat b\n";

  @Test
  void linesOfAStackTraceAreOneEvent() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER));

    rig.append("one\n" + TRACE + "two\nthree\n").read();

    assertThat(rig.lines).containsExactly("one", "Error\n\tat a\n\tat b", "two");
    assertThat(rig.offsets()).containsExactly(4L, 22L, 26L);
  }

  @Test
  void aPatternCanSayHowAnEventBegins() {
    var rig = new LineRig(attached("^\\d{4}-", true, Attachment.AFTER));

    rig.append("2026-1 a\nmore\n\n2026-2 b\n2026-3 c\n").read();

    assertThat(rig.lines).containsExactly("2026-1 a\nmore\n", "2026-2 b");
  }

  @Test
  void aLineThatIsContinuedBelongsToTheNext() {
    var rig = new LineRig(attached("\\\\$", false, Attachment.BEFORE));

    rig.append("a \\\nb \\\nc\nd\ne \\\n").read();

    assertThat(rig.lines).containsExactly("a \\\nb \\\nc", "d");
    assertThat(rig.offsets()).containsExactly(10L, 12L);
  }

  @Test
  void anEventThatIsStillWrittenIsNotTornByAReadOrARestart() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER));

    rig.append("one\nError\n\tat a\n").read().append("\tat b\n").read();
    assertThat(rig.lines).containsExactly("one");
    var restarted = rig.restartedAfter(1).append("\tat c\ntwo\n").read();

    assertThat(restarted.lines).containsExactly("Error\n\tat a\n\tat b\n\tat c");
  }

  @Test
  void theLastEventIsCompleteWhenNothingFollows() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER)).append(TRACE).read();
    rig.clock.advance(TIMEOUT.minusMillis(1));
    assertThat(rig.isDue()).isFalse();
    assertThat(rig.read().lines).isEmpty();

    rig.clock.advance(Duration.ofMillis(1));

    assertThat(rig.isDue()).isTrue();
    assertThat(rig.read().lines).containsExactly("Error\n\tat a\n\tat b");
    assertThat(rig.isDue()).isFalse();
  }

  @Test
  void everyNewLineRenewsTheTimeout() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER)).append(TRACE).read();
    rig.clock.advance(TIMEOUT.minusMillis(1));
    rig.append("\tat c\n").read();

    rig.clock.advance(TIMEOUT.minusMillis(1));

    assertThat(rig.isDue()).isFalse();
    assertThat(rig.read().lines).isEmpty();
  }

  @Test
  void aLineWithoutItsEndIsNotPartOfAnEventThatIsOver() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER)).append("a\n\tb\n\tc").read();
    rig.clock.advance(TIMEOUT);

    rig.read();

    assertThat(rig.lines).containsExactly("a\n\tb");
    rig.clock.advance(TIMEOUT);
    assertThat(rig.read().lines).hasSize(1);
    assertThat(rig.isDue()).isFalse();
  }

  @Test
  void theEndOfAFileIsTheEndOfItsLastEvent() {
    var rig = new LineRig(attached("^\\s", false, Attachment.AFTER));

    rig.append(TRACE + "\tat c").readToEnd();

    assertThat(rig.lines).containsExactly("Error\n\tat a\n\tat b\n\tat c");
  }

  @Test
  void eventsHaveAMostOfLinesAndOfBytes() {
    var byLines = new LineRig(events("^\\s", false, Attachment.AFTER, 3, 1000, LongLine.FAIL));
    var byBytes = new LineRig(events("^\\s", false, Attachment.AFTER, 100, 7, LongLine.FAIL));

    byLines.append("a\n" + "\tb\n".repeat(4)).readToEnd();
    byBytes.append("a\n" + "\tb\n".repeat(4)).readToEnd();

    assertThat(byLines.lines).containsExactly("a\n\tb\n\tb", "\tb\n\tb");
    assertThat(byBytes.lines).containsExactly("a\n\tb\n\tb", "\tb\n\tb");
  }

  /** The buffer holds the longest event and the longest line after it, whichever is longer. */
  @Test
  void aLineMayBeLongerThanAnEvent() {
    String line = "x".repeat(98);
    for (int most = 1; most < 120; most++) {
      var rig = new LineRig(events("^\\s", false, Attachment.AFTER, 9, most, LongLine.FAIL));

      rig.append((line + "\r\n\t" + line + "\r\n").repeat(20)).readToEnd();

      assertThat(rig.lines).hasSize(40).startsWith(line, "\t" + line);
    }
  }

  @Test
  void aLineThatIsSkippedEndsAnEvent() {
    var rig = new LineRig(events("^\\s", false, Attachment.AFTER, 100, 100, LongLine.SKIP));

    rig.append("a\n\tb\n\t" + "x".repeat(10_000) + "\n\tc\nd\n").read();

    assertThat(rig.lines).containsExactly("a\n\tb", "\tc");
  }

  @Test
  void eventsDoNotDependOnHowTheFileWasReadOrWhereTheTaskWasRestarted() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(random.nextInt(3) == 0 ? "" : "\t").append("x".repeat(random.nextInt(30)));
      text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    LineRules rules = events("^\\s", false, Attachment.AFTER, 7, 60, LongLine.FAIL);
    var whole = new LineRig(rules).append(text.toString()).readToEnd();

    var pieces = new LineRig(rules);
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + random.nextInt(50));
      pieces.append(text.substring(at, to)).read();
      at = to;
    }
    pieces.readToEnd();

    assertThat(pieces.lines).as("seed %d", seed).isEqualTo(whole.lines);
    int stop = random.nextInt(whole.lines.size());
    List<String> rest = whole.lines.subList(stop, whole.lines.size());
    assertThat(whole.restartedAfter(stop).readToEnd().lines).as("seed %d", seed).isEqualTo(rest);
  }

  @Test
  void aPartialLineIsDeliveredWhenItsWriterPauses() {
    var rig = new LineRig(partial()).append("a\nlogin: ").read();
    assertThat(rig.lines).containsExactly("a");
    rig.clock.advance(PARTIAL);
    assertThat(rig.isDue()).isTrue();
    rig.read();
    rig.append("\nb\n").read();
    rig.append("pass").read();
    rig.clock.advance(PARTIAL);
    rig.read();

    rig.append("word\n").read();

    assertThat(rig.lines).containsExactly("a", "login: ", "b", "pass", "word");
    assertThat(rig.restartedAfter(2).read().lines).containsExactly("b", "password");
  }

  private static LineRules attached(String pattern, boolean isNegated, Attachment attachment) {
    return events(pattern, isNegated, attachment, 100, 1000, LongLine.FAIL);
  }

  private static LineRules events(
      String pattern,
      boolean isNegated,
      Attachment attachment,
      int maxLines,
      int maxBytes,
      LongLine action) {
    return new LineRules(
        100,
        action,
        LineEnd.of("\n", UTF_8, true),
        false,
        0,
        Optional.empty(),
        UTF_8,
        Optional.of(
            new EventRules(
                Pattern.compile(pattern),
                isNegated,
                attachment,
                TIMEOUT,
                maxLines,
                maxBytes,
                UTF_8)));
  }

  private static LineRules partial() {
    return new LineRules(
        100,
        LongLine.FAIL,
        LineEnd.of("\n", UTF_8, true),
        false,
        0,
        Optional.of(PARTIAL),
        UTF_8,
        Optional.empty());
  }
}
