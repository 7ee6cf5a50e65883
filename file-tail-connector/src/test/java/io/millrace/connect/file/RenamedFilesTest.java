package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.move;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that the rotation pattern does not know, but {@code paths} matches. */
class RenamedFilesTest {

  @TempDir Path dir;
  private Path log;
  private Path old;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
    old = dir.resolve("app-old.log");
  }

  @Test
  void aRenamedFileComesOnce() {
    append(log, "a\nb\n");
    try (var worker = following()) {
      worker.lines();
      move(log, old);
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("c");
    }
  }

  @Test
  void theRestOfARenamedFileComesBeforeTheNewFile() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      append(log, "b\nc\n");
      move(log, old);
      append(log, "d\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aRenamedFileIsNotReadAgainAfterARestart() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      move(log, old);
      append(log, "b\n");
      worker.linesWhenQuiet();
      worker.commit();

      worker.crash();

      assertThat(worker.linesWhenQuiet()).isEmpty();
    }
  }

  @Test
  void aFileRenamedDuringDowntimeIsReadOn() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      worker.commit();
      append(log, "b\n");
      move(log, old);
      append(log, "c\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b", "c");
    }
  }

  @Test
  void afterARestartAnotherFileWithTheNumberOfTheFormerIsNotReadForIt() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      worker.commit();
      Path other = dir.resolve("secret.txt");
      move(log, other);
      Disks.run(() -> Files.writeString(other, "never to be sent\n"));
      append(log, "b\n");

      worker.crash();

      assertThat(worker.linesWhenQuiet()).containsExactly("b");
    }
  }

  @Test
  void aNameThatIsUsedForEveryRotationGivesEveryLineOnce() {
    append(old, "a\n");
    append(log, "b\n");
    try (var worker = following()) {
      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("a", "b");
      for (String line : new String[] {"c", "d", "e"}) {
        move(log, old);
        append(log, line + "\n");

        assertThat(worker.linesWhenQuiet()).containsExactly(line);
      }
      worker.commit();

      worker.crash();

      assertThat(worker.linesWhenQuiet()).isEmpty();
    }
  }

  @Test
  void aFileThatIsWrittenOnUnderItsNewNameIsReadOn() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      move(log, old);
      append(log, "b\n");
      worker.linesWhenQuiet();
      append(old, "c\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("c");
      worker.commit();

      worker.crash();
      append(old, "d\n");
      append(log, "e\n");

      assertThat(worker.linesWhenQuiet()).containsExactlyInAnyOrder("d", "e");
    }
  }

  @Test
  void anotherFileUnderTheSecondNameIsReadWhole() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      move(log, old);
      append(log, "b\n");
      worker.linesWhenQuiet();
      delete(old);
      append(old, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("c");
    }
  }

  @Test
  void aLinkThatAppearsLaterIsNoSecondStream() {
    append(log, "a\n");
    try (var worker = following()) {
      worker.lines();
      Disks.run(() -> Files.createLink(dir.resolve("app-a.log"), log));
      assertThat(worker.linesWhenQuiet()).isEmpty();
      append(log, "b\n");
      assertThat(worker.linesWhenQuiet()).containsExactly("b");
      worker.commit();

      worker.crash();
      append(log, "c\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("c");
    }
  }

  private Worker following() {
    return Worker.following(dir + "/app*.log");
  }
}
