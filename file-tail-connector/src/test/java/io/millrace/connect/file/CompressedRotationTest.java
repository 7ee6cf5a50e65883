package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.compress;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.gzipped;
import static io.millrace.connect.file.Disks.numbered;
import static io.millrace.connect.file.Disks.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedRotationTest {

  @TempDir Path dir;
  private Path log;
  private Path zipped;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
    zipped = dir.resolve("app.log.1.gz");
  }

  @Test
  void aFileThatWasCompressedDuringDowntimeIsReadOn() {
    append(log, "a\nb\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.harness.commit(1);
      append(log, "c\n");
      rotate(log);
      compress(numbered(log, 1));
      append(log, "d\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aFileThatIsCompressedWhileItIsReadComesOnce() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "b\n");
      rotate(log);
      compress(numbered(log, 1));
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void aFileThatWasReadBeforeItWasCompressedIsNotReadAgain() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      rotate(log);
      append(log, "b\n");
      worker.linesWhenQuiet();
      worker.commit();
      compress(numbered(log, 1));

      worker.crash();
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("c");
    }
  }

  @Test
  void membersOneAfterTheOtherAreOneFile() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      rotate(log);
      delete(numbered(log, 1));
      append(zipped, gzipped("a\nb\n"));
      append(zipped, gzipped("c\n"));
      append(log, "d\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aFileThatIsStillBeingCompressedIsWaitedFor() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      byte[] bytes = gzipped("a\nb\n");
      rotate(log);
      delete(numbered(log, 1));
      append(zipped, Arrays.copyOf(bytes, bytes.length - 6));
      append(log, "c\n");

      worker.crash();
      assertThat(worker.lines()).isEmpty();
      append(zipped, Arrays.copyOfRange(bytes, bytes.length - 6, bytes.length));

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void aCompressedFileThatStaysIncompleteIsLeftOut() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      rotate(log);
      delete(numbered(log, 1));
      append(zipped, Arrays.copyOf(gzipped("a\nb\n"), 15));
      append(log, "c\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("c");
    }
  }

  @Test
  void whatElseIsCalledLikeACompressedRotatedFileIsNotRead() {
    append(dir.resolve("app.log.1.zst"), "no lines\n");
    append(log, "a\n");

    try (var worker = Worker.following(dir + "/app.log*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
    }
  }

  @Test
  void aDamagedCompressedFileDoesNotStopTheConnector() {
    append(log, "a\n");
    append(zipped, "this was never compressed\n");
    try (var worker = Worker.following(dir + "/app.log*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      append(log, "b\n");

      assertThat(worker.lines()).containsExactly("b");
    }
  }

  @Test
  void compressedFilesAreLeftOutIfSoConfigured() {
    append(zipped, gzipped("a\n"));
    append(log, "b\n");

    try (var worker = Worker.following(dir + "/app.log*", "compression", "none")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }
}
