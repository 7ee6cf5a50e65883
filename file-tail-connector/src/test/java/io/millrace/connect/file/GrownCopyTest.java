package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.move;
import static io.millrace.connect.file.Disks.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files replaced by a whole new file with the same content and more, as rsync does it. */
class GrownCopyTest {

  private static final List<String> BEGINNING =
      IntStream.range(1000, 1200).mapToObj(i -> "line " + i).toList();

  @TempDir Path dir;
  private Path log;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
  }

  @Test
  void whatWasReadIsNotReadAgain() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      assertThat(worker.lines()).isEqualTo(BEGINNING);

      mirror(BEGINNING, "a\nb");
      assertThat(worker.linesWhenQuiet()).containsExactly("a");

      mirror(BEGINNING, "a\nbb\nc\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("bb", "c");
      append(log, "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("d");
    }
  }

  @Test
  void whatWasNotReadComesOnce() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "a\n");
      mirror(BEGINNING, "a\nb\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("a", "b");
    }
  }

  @Test
  void theReadingGoesOnThereAfterARestart() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      worker.lines();
      mirror(BEGINNING, "a\n");
      worker.linesWhenQuiet();
      worker.commit();

      worker.crash();
      mirror(BEGINNING, "a\nb\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }

  @Test
  void aRotatedFileWithTheSameBeginningIsAnotherOne() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      worker.lines();
      rotate(log);
      mirror(BEGINNING, "a\n");

      assertThat(worker.linesWhenQuiet()).startsWith("line 1000").endsWith("line 1199", "a");
    }
  }

  @Test
  void aFileWithoutWhatWasNotReadYetIsAnotherOne() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "a\n");
      mirror(BEGINNING, "b\nc\n");

      assertThat(worker.linesWhenQuiet())
          .hasSize(BEGINNING.size() + 3)
          .startsWith("a", "line 1000")
          .endsWith("b", "c");
    }
  }

  @Test
  void aFileThatIsNotLongerIsAnotherOne() {
    mirror(BEGINNING, "");
    try (var worker = Worker.following(log)) {
      worker.lines();
      mirror(BEGINNING, "");

      assertThat(worker.linesWhenQuiet()).isEqualTo(BEGINNING);
    }
  }

  @Test
  void aShortBeginningMayBeAHeader() {
    mirror(List.of("id,name"), "1,a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      mirror(List.of("id,name"), "1,a\n2,b\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("id,name", "1,a", "2,b");
    }
  }

  private void mirror(List<String> lines, String more) {
    Path written = dir.resolve(".app.log.new");
    append(written, String.join("\n", lines) + "\n" + more);
    move(written, log);
  }
}
