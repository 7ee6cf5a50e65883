package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.compress;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.gzipped;
import static io.millrace.connect.file.Disks.move;
import static io.millrace.connect.file.Disks.rotate;
import static io.millrace.connect.file.Disks.setModified;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come with a date or number in their names and never have a name without. */
class DatedFilesTest {

  @TempDir Path dir;

  @Test
  void filesNamedLikeRotatedOnesAreReadAsTheyArrive() {
    append(dir.resolve("orders.20261121"), "a\n");
    try (var worker = Worker.following(dir + "/orders.*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");

      append(dir.resolve("orders.20261122"), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");

      append(dir.resolve("orders.20261123"), "c\n");
      append(dir.resolve("orders.20261124"), "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c", "d");
    }
  }

  @Test
  void aWriterThatNamesItsFileByDateIsFollowed() {
    append(dir.resolve("app.log.2026-11-21"), "a\n");
    try (var worker = Worker.following(dir + "/app.log.*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");

      append(dir.resolve("app.log.2026-11-21"), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");

      append(dir.resolve("app.log.2026-11-22"), "c\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c");
      append(dir.resolve("app.log.2026-11-22"), "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("d");
      worker.commit();
      worker.crash();
      append(dir.resolve("app.log.2026-11-22"), "e\n");
      append(dir.resolve("app.log.2026-11-23"), "f\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("e", "f");
    }
  }

  @Test
  void compressedFilesAreReadAsTheyArrive() {
    append(dir.resolve("a.csv.gz"), gzipped("a\n"));
    try (var worker = Worker.following(dir + "/*.csv.gz")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");

      append(dir.resolve("b.csv.gz"), gzipped("b\nc\n"));
      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void theyAreAlsoReadIfThePathsWouldMatchANameWithoutDate() {
    append(dir.resolve("orders.20261121"), "a\n");
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      append(dir.resolve("orders.20261120"), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
      append(dir.resolve("orders.20261121"), "c\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c");
      worker.commit();
      worker.crash();
      append(dir.resolve("orders.20261121"), "d\n");
      append(dir.resolve("orders.20261123"), "e\n");
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("d", "e");
    }
  }

  @Test
  void countedFilesThatNobodyRotatedAreReadAsTheyArrive() throws IOException {
    for (String format : new String[] {"EXPORT.%d", "EXPORT.%03d"}) {
      countedFilesAreReadAsTheyArrive(Files.createDirectory(dir.resolve("in" + format)), format);
    }
  }

  private static void countedFilesAreReadAsTheyArrive(Path dir, String format) {
    Instant first = Instant.parse("2026-11-23T06:00:00Z");
    List<String> there = IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();
    for (String number : there) {
      Path file = dir.resolve(format.formatted(Integer.parseInt(number)));
      append(file, number + "\n");
      setModified(file, first.plusSeconds(Integer.parseInt(number)));
    }
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrderElementsOf(there);

      Path late = dir.resolve(format.formatted(21));
      append(late, "late\n");
      setModified(late, Instant.parse("2020-01-01T00:00:00Z"));
      assertThat(worker.linesWhenQuiet()).containsExactly("late");
      worker.commit();
      worker.crash();
      append(dir.resolve(format.formatted(22)), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }

  @Test
  void theyStayFilesOfTheirOwnWhenALogAppearsBesideThem() {
    append(dir.resolve("app.log.2026-11-21"), "a\nb");
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.lines()).containsExactly("a");
      append(dir.resolve("app.log"), "c\n");
      assertThat(worker.lines()).containsExactly("c");
      worker.commit();
      worker.crash();
      append(dir.resolve("app.log.2026-11-21"), "\n");
      append(dir.resolve("app.log"), "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("b", "d");
    }
  }

  @Test
  void theyMayBeCompressedWhenALogHasAppearedBesideThem() {
    Path dated = dir.resolve("app.log.2026-11-21");
    for (boolean isRestarted : new boolean[] {false, true}) {
      append(dated, "a\n");
      try (var worker = Worker.following(dir + "/*")) {
        assertThat(worker.linesWhenQuiet()).containsExactly("a");
        append(dir.resolve("app.log"), "c\n");
        assertThat(worker.linesWhenQuiet()).containsExactly("c");
        worker.commit();
        if (isRestarted) {
          worker.crash();
        }
        append(dated, "b\n");
        compress(dated);
        assertThat(worker.linesWhenQuiet()).containsExactly("b");
      }
      delete(dir.resolve("app.log"));
      delete(dir.resolve("app.log.2026-11-21.gz"));
    }
  }

  @Test
  void severalTasksShareFilesThatLookRotated() {
    for (String paths : new String[] {"/*", "/orders.*"}) {
      IntStream.range(10, 30)
          .forEach(day -> append(dir.resolve("orders.202611" + day), day + "\n"));
      try (var one = Worker.following(dir + paths, "task.index", "0", "task.count", "2");
          var other = Worker.following(dir + paths, "task.index", "1", "task.count", "2")) {
        List<String> lines = new ArrayList<>(one.linesWhenQuiet());
        lines.addAll(other.linesWhenQuiet());
        assertThat(lines).hasSize(20).doesNotHaveDuplicates();
      }
      IntStream.range(10, 30).forEach(day -> delete(dir.resolve("orders.202611" + day)));
    }
  }

  @Test
  void thoseThatWereThereAtTheStartCanBeLeftOut() {
    append(dir.resolve("orders.20261121"), "old\n");
    try (var worker = Worker.following(dir + "/*", "start.position", "end")) {
      assertThat(worker.linesWhenQuiet()).isEmpty();
      append(dir.resolve("orders.20261121"), "a\n");
      append(dir.resolve("orders.20261122"), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void oneThatIsCompressedAfterItWasReadComesOnce() {
    for (String paths : new String[] {"/*", "/orders.*"}) {
      Path file = dir.resolve("orders.20261121");
      append(file, "a\n");
      try (var worker = Worker.following(dir + paths)) {
        assertThat(worker.linesWhenQuiet()).containsExactly("a");
        append(file, "b\n");
        compress(file);
        assertThat(worker.linesWhenQuiet()).containsExactly("b");
        append(dir.resolve("orders.20261122"), "c\n");
        assertThat(worker.linesWhenQuiet()).containsExactly("c");
        worker.commit();
        worker.crash();
        assertThat(worker.linesWhenQuiet()).isEmpty();
      }
      delete(dir.resolve("orders.20261121.gz"));
      delete(dir.resolve("orders.20261122"));
    }
  }

  @Test
  void aCompressedFileThatIsReplacedIsReadAgain() {
    Path file = dir.resolve("export.csv.gz");
    append(file, gzipped("a\n"));
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      worker.commit();
      worker.crash();
      assertThat(worker.linesWhenQuiet()).isEmpty();

      Path next = dir.resolve("next");
      append(next, gzipped("b\nc\n"));
      move(next, file);
      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void aCompressedFileIsReadWhenItIsComplete() {
    Path file = dir.resolve("export.csv.gz");
    byte[] content = gzipped("a\nb\n");
    append(file, Arrays.copyOf(content, 12));
    try (var worker = Worker.following(dir + "/*.gz")) {
      assertThat(worker.lines()).isEmpty();
      append(file, Arrays.copyOfRange(content, 12, content.length));
      assertThat(worker.linesWhenQuiet()).containsExactly("a", "b");
    }
  }

  @Test
  void aLogThatAppearsLaterIsRotatedLikeAnyOther() {
    append(dir.resolve("app.log.2026-11-21"), "a\n");
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      Path log = dir.resolve("app.log");
      append(log, "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
      append(log, "c\n");
      move(log, dir.resolve("app.log.2026-11-22"));
      append(log, "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("c", "d");
    }
  }

  @Test
  void aTaskReadsFilesUnderAllTheNamesRotationGivesThem() {
    Path log = dir.resolve("app.log");
    String paths = dir + "/app.log.*";
    try (var one = Worker.following(paths, "task.index", "0", "task.count", "2");
        var other = Worker.following(paths, "task.index", "1", "task.count", "2")) {
      List<String> lines = new ArrayList<>();
      for (int rotation = 1; rotation <= 6; rotation++) {
        append(log, rotation + "\n");
        rotate(log);
        lines.addAll(one.linesWhenQuiet());
        lines.addAll(other.linesWhenQuiet());
      }
      assertThat(lines).containsExactly("1", "2", "3", "4", "5", "6");
    }
  }

  @Test
  void aLogThatAppearsLaterMayBeCompressedWhenItIsRotated() {
    append(dir.resolve("app.log.2026-11-21"), "a\n");
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      Path log = dir.resolve("app.log");
      append(log, "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
      worker.commit();
      Path rotated = dir.resolve("app.log.2026-11-22");
      append(log, "c\n");
      move(log, rotated);
      compress(rotated);
      append(log, "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c", "d");
      worker.commit();
      worker.crash();
      assertThat(worker.linesWhenQuiet()).isEmpty();
    }
  }

  @Test
  void ofManyRotatedFilesOnlyTheNewestAreRead() {
    Path log = dir.resolve("app.log");
    for (int i = 1; i <= 20; i++) {
      append(log, i + "\n");
      rotate(log);
    }
    append(log, "live\n");
    try (var worker = Worker.following(dir + "/*", "rotation.max.generations", "3")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("18", "19", "20", "live");
    }
  }

  @Test
  void rotatedFilesWithoutTheirLogAreReadOnceWhateverTheirNumberIs() {
    Path log = dir.resolve("app.log");
    try (var worker = Worker.following(dir + "/app.log.*")) {
      for (int rotation = 1; rotation <= 6; rotation++) {
        append(log, rotation + "\n");
        rotate(log);
        assertThat(worker.linesWhenQuiet()).containsExactly(Integer.toString(rotation));
        worker.commit();
        if (rotation % 2 == 0) {
          worker.crash();
          assertThat(worker.linesWhenQuiet()).isEmpty();
        }
      }
    }
  }
}
