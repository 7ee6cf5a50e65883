package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @TempDir Path dir;
  private Path log;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
  }

  @Test
  void onlyNewLinesComeWhenStartedAtTheEnd() {
    append(log, "old\n");
    try (var worker = Worker.following(log, "start.position", "end")) {
      assertThat(worker.lines()).isEmpty();
      append(log, "a\n");

      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void ofFilesThatHaveNotChangedForLongOnlyNewLinesCome() throws IOException {
    Path old = dir.resolve("old.log");
    append(old, "old\n");
    append(log, "a\n");
    try (var worker = Worker.following(dir + "/*", "ignore.older.ms", "3600000")) {
      Instant twoHoursAgo = worker.clock.instant().minusSeconds(7200);
      Files.setLastModifiedTime(old, FileTime.from(twoHoursAgo));
      assertThat(worker.lines()).containsExactly("a");
      append(old, "b\n");
      assertThat(worker.lines()).containsExactly("b");
    }
  }

  @Test
  void aRestartResumesAlsoWhenStartedAtTheEnd() {
    append(log, "old\n");
    try (var worker = Worker.following(log, "start.position", "end")) {
      worker.lines();
      append(log, "a\n");
      worker.lines();
      worker.commit();
      append(log, "b\n");

      worker.crash();

      assertThat(worker.lines()).containsExactly("b");
    }
  }

  @Test
  void theLineThatWasBeingWrittenAtTheStartIsNotNew() {
    append(log, "ol");
    try (var worker = Worker.following(log, "start.position", "end")) {
      worker.lines();
      append(log, "d\na\n");

      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void aFileThatAppearsLaterIsReadFromItsBeginning() {
    try (var worker = Worker.following(log, "start.position", "end")) {
      worker.lines();
      append(log, "a\n");

      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void aLineThatWasHalfWrittenAtTheStopComesOnceAndWhole() {
    append(log, "a\nha");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      worker.crash();
      assertThat(worker.lines()).isEmpty();
      append(log, "lf\n");

      assertThat(worker.lines()).containsExactly("half");
    }
  }

  @Test
  void offsetsSayWhereTheNextLineBegins() {
    append(log, "ä\r\nb\n");
    try (var worker = Worker.following(log)) {
      var records = worker.records();

      assertThat(records.get(0).sourcePartition()).isEqualTo(Map.of("file", log.toString()));
      assertThat(records.get(0).sourceOffset().keySet())
          .isEqualTo(Set.of("position", "line", "gen"));
      assertThat(records.get(0).sourceOffset().get("position")).isEqualTo(4L);
      assertThat(records.get(0).sourceOffset().get("line")).isEqualTo(1L);
      assertThat(records.get(1).sourceOffset().get("position")).isEqualTo(6L);
    }
  }

  @Test
  void aPositionFromAUserAppliesToTheFileThatIsThere() {
    append(log, "a\nb\nc\n");
    try (var worker = Worker.following(log)) {
      worker.harness.storeOffset(Map.of("file", log.toString()), Map.of("position", 2));

      assertThat(worker.lines()).containsExactly("b", "c");
    }
  }

  @Test
  void aPositionInsideALineStartsAtTheNextLine() {
    append(log, "aaa\nb\n");
    try (var worker = Worker.following(log)) {
      worker.harness.storeOffset(Map.of("file", log.toString()), Map.of("position", 2));

      assertThat(worker.lines()).containsExactly("b");
    }
  }

  @Test
  void aPositionBehindTheEndStartsOver() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.harness.storeOffset(Map.of("file", log.toString()), Map.of("position", 99));

      assertThat(worker.lines()).containsExactly("a");
    }
  }
}
