package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users set about lines, through rotations, restarts and time. */
class LineOptionsTest {

  private static final String[] TRACES = {
    "multiline.pattern", "^\\s", "multiline.timeout.ms", "3000", "rotation.pattern", "\\.\\d+"
  };

  @TempDir Path dir;

  @Test
  void aStackTraceIsOneRecordAsSoonAsItsTimeoutHasPassed() {
    Path log = dir.resolve("app.log");
    Disks.append(log, "one\nError\n\tat a\n");
    try (var worker = Worker.following(log, TRACES)) {
      assertThat(worker.lines()).containsExactly("one");
      Disks.append(log, "\tat b\n");
      assertThat(worker.lines()).isEmpty();

      worker.clock.advance(Duration.ofSeconds(3));

      assertThat(worker.lines()).containsExactly("Error\n\tat a\n\tat b");
    }
  }

  @Test
  void aStackTraceIsReadAsAWholeAfterARestart() {
    Path log = dir.resolve("app.log");
    Disks.append(log, "one\nError\n\tat a\n");
    try (var worker = Worker.following(log, TRACES)) {
      assertThat(worker.lines()).containsExactly("one");
      worker.commit();
      Disks.append(log, "\tat b\ntwo\n");

      worker.crash();

      assertThat(worker.lines()).containsExactly("Error\n\tat a\n\tat b");
    }
  }

  @Test
  void aRotationEndsAStackTrace() {
    Path log = dir.resolve("app.log");
    Disks.append(log, "Error\n\tat a\n");
    try (var worker = Worker.following(log, TRACES)) {
      worker.lines();
      Disks.rotate(log);
      Disks.append(log, "two\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("Error\n\tat a", "two");
    }
  }

  @Test
  void everyDailyFileHasItsHeader() {
    Path log = dir.resolve("orders.csv");
    Disks.append(log, "id,name\n1,a\n");
    try (var worker = Worker.following(log, "header.lines", "1")) {
      assertThat(worker.lines()).containsExactly("1,a");
      Disks.rotate(log);
      Disks.append(log, "id,name\n2,b\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("2,b");
    }
  }

  @Test
  void aFileInUtf16IsText() {
    Path log = dir.resolve("ERRORLOG");
    Disks.append(log, "\uFEFFStart\r\nÄnderung ਊ\r\n".getBytes(StandardCharsets.UTF_16LE));
    try (var worker = Worker.following(log, "charset", "UTF-16LE")) {
      assertThat(worker.lines()).containsExactly("Start", "Änderung ਊ");
    }
  }

  @Test
  void aPromptIsDeliveredWhenItsWriterWaits() {
    Path log = dir.resolve("app.log");
    Disks.append(log, "login: ");
    try (var worker = Worker.following(log, "line.partial.timeout.ms", "1000")) {
      assertThat(worker.lines()).isEmpty();

      worker.clock.advance(Duration.ofSeconds(1));

      assertThat(worker.lines()).containsExactly("login: ");
    }
  }
}
