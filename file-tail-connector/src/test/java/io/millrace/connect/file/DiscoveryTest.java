package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.directory;
import static io.millrace.connect.file.Disks.setModified;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {

  @TempDir Path dir;

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() {
    Path log = dir.resolve("app.log");
    try (var worker = Worker.following(log)) {
      assertThat(worker.lines()).isEmpty();
      append(log, "a\n");

      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void slashesInARowAreOne() {
    append(dir.resolve("app.log"), "a\n");

    try (var worker = Worker.following(dir + "//*.log")) {
      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void aDirectoryThatComesLateAndComesAgainIsFollowed() {
    Path sub = dir.resolve("sub");
    Path log = sub.resolve("app.log");
    try (var worker = Worker.following(sub + "/*.log")) {
      assertThat(worker.lines()).isEmpty();
      directory(sub);
      append(log, "a\n");
      assertThat(worker.lines()).containsExactly("a");
      delete(log);
      delete(sub);
      assertThat(worker.linesWhenQuiet()).isEmpty();
      directory(sub);
      append(log, "b\n");

      assertThat(worker.lines()).containsExactly("b");
    }
  }

  @Test
  void directoriesThatMatchAreNotFiles() {
    directory(dir.resolve("x.log"));
    append(dir.resolve("y.log"), "a\n");

    try (var worker = Worker.following(dir + "/*.log")) {
      assertThat(worker.lines()).containsExactly("a");
    }
  }

  @Test
  void excludedFilesAreNotFollowed() {
    append(dir.resolve("x.log"), "x\n");
    append(dir.resolve("y.log"), "y\n");

    try (var worker = Worker.following(dir + "/*.log", "paths.exclude", dir + "/x*")) {
      assertThat(worker.lines()).containsExactly("y");
    }
  }

  @Test
  void filesHaveTheirTurnOrAreReadTheOldestFirst() {
    Path old = dir.resolve("b.log");
    append(old, "b1\nb2\nb3\n");
    setModified(old, Instant.parse("2026-11-22T06:00:00Z"));
    append(dir.resolve("a.log"), "a1\na2\na3\n");
    String[] small = {"batch.size", "1", "read.order", "fair"};
    try (var worker = Worker.following(dir + "/*.log", small)) {
      assertThat(worker.lines()).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    }

    small[3] = "oldest_first";
    try (var worker = Worker.following(dir + "/*.log", small)) {
      assertThat(worker.lines()).containsExactly("b1", "b2", "b3", "a1", "a2", "a3");
      append(dir.resolve("a.log"), "a4\n");
      append(dir.resolve("0.log"), "0\n");
      append(old, "b4\n");
      assertThat(worker.lines()).containsExactly("b4", "a4", "0");
    }
  }

  @Test
  void moreFilesThanMayBeOpenAreAllRead() {
    try (var worker = Worker.following(dir + "/**/*.log", "max.open.files", "2")) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 10; i++) {
          append(dir.resolve(i + ".log"), round + "-" + i + "\n");
        }

        assertThat(worker.lines()).hasSize(10).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void tasksShareFilesAndTakeOverFromEachOther() {
    Map<Map<String, Object>, Map<String, Object>> offsets = new HashMap<>();
    List<String> all = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    int round = 0;
    for (int tasks : new int[] {1, 4, 2}) {
      round++;
      for (int file = 0; file < 40; file++) {
        append(dir.resolve(file + ".log"), round + "-" + file + "\n");
        expected.add(round + "-" + file);
      }
      Map<Map<String, Object>, Map<String, Object>> stored = new HashMap<>();
      for (int index = 0; index < tasks; index++) {
        try (var worker =
            Worker.following(dir + "/*.log", "task.index", "" + index, "task.count", "" + tasks)) {
          offsets.forEach(worker.harness::storeOffset);
          worker.records().stream().map(SourceRecord::value).forEach(v -> all.add((String) v));
          worker.commit();
          worker.harness.offsets().forEach((k, v) -> newest(stored, k, v));
        }
      }
      offsets.putAll(stored);
    }

    assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void newest(
      Map<Map<String, Object>, Map<String, Object>> stored,
      Map<String, Object> partition,
      Map<String, Object> offset) {
    stored.merge(
        partition, offset, (a, b) -> (Long) a.get("position") > (Long) b.get("position") ? a : b);
  }
}
