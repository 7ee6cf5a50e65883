package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.compress;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.gzipped;
import static io.millrace.connect.file.Disks.move;
import static io.millrace.connect.file.Disks.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
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
  void countedFilesThatNobodyRotatedAreReadAsTheyArrive() {
    append(dir.resolve("EXPORT.001"), "a\n");
    try (var worker = Worker.following(dir + "/*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      append(dir.resolve("EXPORT.002"), "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
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
