package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.copyTruncate;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.directory;
import static io.millrace.connect.file.Disks.move;
import static io.millrace.connect.file.Disks.numbered;
import static io.millrace.connect.file.Disks.rotate;
import static io.millrace.connect.file.Disks.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

  @TempDir Path dir;
  private Path log;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
  }

  @Test
  void theRestOfARenamedFileComesBeforeTheNewFile() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      assertThat(worker.lines()).containsExactly("a");
      append(log, "b\n");
      rotate(log);
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void aWriterThatWasNotToldYetIsHeard() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      rotate(log);
      append(log, "d\n");
      append(numbered(log, 1), "b\n");
      assertThat(worker.lines()).containsExactly("b");
      worker.clock.advance(Worker.ROTATE_WAIT.minusMillis(100));
      append(numbered(log, 1), "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("c", "d");
    }
  }

  @Test
  void aFileMovedElsewhereIsReadToItsEnd() {
    append(log, "a\n");
    Path archive = dir.resolve("archive");
    directory(archive);
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "b\nlast");
      move(log, archive.resolve("old"));
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "last", "c");
    }
  }

  @Test
  void threeRotationsBetweenTwoLooksLoseNothing() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      for (String line : new String[] {"b", "c", "d"}) {
        append(log, line + "\n");
        rotate(log);
      }
      append(log, "e\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d", "e");
    }
  }

  @Test
  void aRotationDuringDowntimeLosesNothing() {
    append(log, "a\nb\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.harness.commit(1);
      append(log, "c\n");
      rotate(log);
      append(log, "d\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void threeRotationsDuringDowntimeLoseNothing() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      for (String line : new String[] {"b", "c", "d"}) {
        append(log, line + "\n");
        rotate(log);
      }
      append(log, "e\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d", "e");
    }
  }

  @Test
  void onlyWhatWasRotatedAwayDuringDowntimeIsLost() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      append(log, "lost\n");
      rotate(log);
      append(log, "b\n");
      rotate(log);
      append(log, "c\n");
      delete(numbered(log, 2));

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void moreRotationsDuringDowntimeThanAllowedLoseOnlyTheOldest() {
    append(log, "a\n");
    try (var worker = Worker.following(log, "rotation.max.generations", "2")) {
      worker.lines();
      worker.commit();
      append(log, "lost\n");
      for (String line : new String[] {"b", "c", "d"}) {
        rotate(log);
        append(log, line + "\n");
      }

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void finishedFilesAreNotReadAgainAfterARestart() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      rotate(log);
      append(log, "b\n");
      worker.linesWhenQuiet();
      worker.commit();

      worker.crash();

      assertThat(worker.linesWhenQuiet()).isEmpty();
    }
  }

  @Test
  void rotatedFilesFromBeforeTheFirstStartAreNotRead() {
    append(numbered(log, 1), "old\n");
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
      rotate(log);
      append(log, "b\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }

  @Test
  void rotatedFilesThatTheUserNamedAreReadOldestFirst() {
    append(numbered(log, 2), "a\n");
    append(numbered(log, 1), "b\n");
    append(log, "c\n");

    try (var worker = Worker.following(dir + "/app.log*")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void anIdleFileThatIsCopiedAndTruncatedComesOnce() {
    append(log, "a\nb\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      copyTruncate(log);
      assertThat(worker.linesWhenQuiet()).isEmpty();
      append(log, "c\n");

      assertThat(worker.lines()).containsExactly("c");
    }
  }

  @Test
  void whatWasNotReadBeforeATruncationComesFromTheCopy() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "b\nc\n");
      copyTruncate(log);
      append(log, "d\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aCopyThatWasReadIsNotReadAgainAfterARestart() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "b\n");
      copyTruncate(log);
      append(log, "c\n");
      worker.linesWhenQuiet();
      worker.commit();

      worker.crash();
      append(log, "d\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("d");
    }
  }

  @Test
  void aTruncationDuringDowntimeGoesOnInTheCopy() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      worker.commit();
      append(log, "b\n");
      copyTruncate(log);
      append(log, "c\nd\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aLineCutByATruncationIsNotJoinedWithAnother() {
    append(log, "a\npart");
    try (var worker = Worker.following(log)) {
      worker.lines();
      copyTruncate(log);
      append(log, "ial\nb\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("part", "ial", "b");
    }
  }

  @Test
  void aTruncatedFileIsReadFromItsEndIfAskedFor() {
    append(log, "aaaa\n");
    try (var worker = Worker.following(log, "on.truncate", "end")) {
      worker.lines();
      truncate(log);
      append(log, "b\n");
      assertThat(worker.linesWhenQuiet()).isEmpty();
      append(log, "c\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c");
      worker.commit();
      worker.crash();
      append(log, "d\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("d");
    }
  }

  @Test
  void aFileThatIsRewrittenAndNotShorterIsNotSaidToHaveShrunk() {
    append(log, "aaaa\n");
    try (var worker = Worker.following(log, "on.truncate", "fail")) {
      worker.lines();
      truncate(log);
      append(log, "bbbb\ncccc\n");

      assertThatThrownBy(worker::linesWhenQuiet)
          .hasMessageContaining("of 10 bytes")
          .hasMessageContaining("it was rewritten in place and no copy was found");
    }
  }

  @Test
  void aTruncatedFileFailsTheTaskIfAskedForUntilItIsStartedAgain() {
    append(log, "aaaa\n");
    try (var worker = Worker.following(log, "on.truncate", "fail")) {
      worker.lines();
      worker.commit();
      truncate(log);
      append(log, "b\n");
      assertThatThrownBy(worker::linesWhenQuiet)
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("shrank from 5 to 2 bytes")
          .hasMessageContaining("on.truncate=fail")
          .hasMessageContaining("Restart the task");
      worker.crash();
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }

  @Test
  void aTruncatedFileWithACopyIsRotatedWhateverIsAskedFor() {
    for (String onTruncate : new String[] {"end", "fail"}) {
      append(log, "a\n");
      try (var worker = Worker.following(log, "on.truncate", onTruncate)) {
        assertThat(worker.linesWhenQuiet()).containsExactly("a");
        append(log, "b\n");
        copyTruncate(log);
        append(log, "c\n");
        assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
      }
      delete(log);
      delete(numbered(log, 1));
    }
  }

  @Test
  void aTruncatedFileThatGrewBeyondItsOldSizeIsNoticed() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      truncate(log);
      append(log, "b\nc\nd\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aFileWithTheSameBeginningAsBeforeIsReadAgain() {
    String header = "header ".repeat(200) + "\n";
    append(log, header + "a\nb\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      truncate(log);
      append(log, header);

      assertThat(worker.linesWhenQuiet()).containsExactly(header.strip() + " ");
    }
  }

  @Test
  void aRotatedFileThatIsDeletedAtOnceIsDrained() {
    append(log, "a\n");
    try (var worker = Worker.following(log)) {
      worker.lines();
      append(log, "b\nlast");
      delete(log);
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "last", "c");
    }
  }

  @Test
  void theLastLineOfADeletedFileComesWithoutItsEnd() {
    append(log, "a\nlast");
    try (var worker = Worker.following(log)) {
      assertThat(worker.lines()).containsExactly("a");
      delete(log);
      assertThat(worker.lines()).isEmpty();

      assertThat(worker.linesWhenQuiet()).containsExactly("last");
    }
  }

  @Test
  void twoNamesOfOneFileAreOneStream() {
    append(log, "a\n");
    Disks.run(() -> java.nio.file.Files.createLink(dir.resolve("link.log"), log));

    try (var worker = Worker.following(dir + "/*.log")) {
      assertThat(worker.linesWhenQuiet()).containsExactly("a");
    }
  }

  @Test
  void equalNamesInTwoDirectoriesAreTwoStreams() {
    directory(dir.resolve("x"));
    directory(dir.resolve("y"));
    append(dir.resolve("x/app.log"), "same\n");
    append(dir.resolve("y/app.log"), "same\n");

    try (var worker = Worker.following(dir + "/**/app.log")) {
      assertThat(worker.records())
          .extracting("key")
          .containsExactlyInAnyOrder(dir + "/x/app.log", dir + "/y/app.log");
    }
  }
}
