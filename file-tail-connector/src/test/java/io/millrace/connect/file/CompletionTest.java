package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are taken away, and where to. */
class CompletionTest {

  private static final Duration IDLE = Duration.ofMinutes(1);

  @TempDir Path dir;
  private Path file;
  private Path done;

  @BeforeEach
  void write() {
    file = dir.resolve("in/orders.csv");
    done = dir.resolve("done/today");
    Disks.directory(file.getParent());
    append(file, "one\ntwo\n");
  }

  /** Sample case 63. */
  @Test
  void aFileIsDeletedWhenItsOffsetIsStoredAndItIsIdle() {
    try (var worker = deleting()) {
      worker.lines();
      worker.commit();
      worker.lines();
      assertThat(file).exists();

      rest(worker);

      assertThat(file).doesNotExist();
    }
  }

  /** Sample case 63: brokers that are down store nothing. */
  @Test
  void aFileWhoseOffsetIsNotStoredStays() {
    try (var worker = deleting()) {
      worker.lines();

      rest(worker);
      rest(worker);

      assertThat(file).exists();
    }
  }

  @Test
  void aFileOfWhichOnlyAPartIsStoredStays() {
    try (var worker = deleting()) {
      worker.lines();
      worker.harness.commit(1);

      rest(worker);
      assertThat(file).exists();
      worker.commit();
      rest(worker);

      assertThat(file).doesNotExist();
    }
  }

  /** Sample case 63. */
  @Test
  void aFileThatGrowsWhileItRestsStays() {
    try (var worker = deleting()) {
      worker.lines();
      worker.commit();
      worker.clock.advance(IDLE.minusSeconds(1));
      worker.lines();
      append(file, "three\n");

      worker.clock.advance(Duration.ofSeconds(2));
      assertThat(worker.lines()).containsExactly("three");
      rest(worker);
      assertThat(file).exists();
      worker.commit();
      rest(worker);

      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aFileWithAnUnfinishedLineStays() {
    append(file, "thr");
    try (var worker = deleting()) {
      worker.lines();
      worker.commit();

      rest(worker);

      assertThat(file).exists();
    }
  }

  @Test
  void aFileThatWasReadByAnEarlierTaskIsDeleted() {
    try (var worker = deleting()) {
      worker.lines();
      worker.commit();
      worker.crash();
      assertThat(worker.lines()).isEmpty();

      rest(worker);

      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aFileThatComesBackUnderTheNameIsReadAndDeletedAsWell() {
    try (var worker = deleting()) {
      worker.lines();
      worker.commit();
      rest(worker);
      append(file, "one again\n");

      assertThat(worker.linesWhenQuiet()).containsExactly("one again");
      worker.commit();
      rest(worker);

      assertThat(file).doesNotExist();
    }
  }

  /** Sample case 64. */
  @Test
  void aFileIsMovedUnderANameThatIsFree() throws IOException {
    Disks.directory(done);
    append(done.resolve("orders.csv"), "of yesterday\n");
    try (var worker = moving(done)) {
      worker.lines();
      worker.commit();

      rest(worker);

      assertThat(file).doesNotExist();
      assertThat(done.resolve("orders.csv")).hasContent("of yesterday\n");
      assertThat(done.resolve("orders.csv.1")).hasContent("one\ntwo\n");
    }
  }

  /** Sample case 64. */
  @Test
  void aDirectoryThatIsNotThereIsCreated() {
    try (var worker = moving(done)) {
      worker.lines();
      worker.commit();

      rest(worker);

      assertThat(file).doesNotExist();
      assertThat(done.resolve("orders.csv")).hasContent("one\ntwo\n");
    }
  }

  /** Sample case 64. */
  @Test
  void aFileIsCopiedToAnotherFileSystem() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(dir)));
    Path elsewhere = Files.createTempDirectory(memory, "completion");
    try (var worker = moving(elsewhere)) {
      worker.lines();
      worker.commit();

      rest(worker);

      assertThat(file).doesNotExist();
      assertThat(elsewhere.resolve("orders.csv")).hasContent("one\ntwo\n");
    } finally {
      Files.deleteIfExists(elsewhere.resolve("orders.csv"));
      Files.delete(elsewhere);
    }
  }

  @Test
  void aFileThatWouldBeReadAgainStaysEvenIfThePatternDidNotShowIt() {
    try (var worker = following(file.getParent() + "/[!a]*.csv", "move", file.getParent())) {
      worker.lines();
      worker.commit();

      rest(worker);

      assertThat(file).exists();
      assertThat(file.getParent()).isDirectoryNotContaining("glob:**.1");
    }
  }

  @Test
  void aFileThatCameCompressedIsDeletedWhenItsOffsetIsStored() {
    Path zipped = compressed();
    try (var worker = deleting()) {
      assertThat(worker.linesWhenQuiet()).containsExactly("one", "two");
      worker.harness.commit(1);
      rest(worker);
      assertThat(zipped).exists();

      worker.commit();
      rest(worker);

      assertThat(zipped).doesNotExist();
    }
  }

  @Test
  void aFileThatCameCompressedAndWasReadByAnEarlierTaskIsMoved() throws IOException {
    Path zipped = compressed();
    byte[] content = Files.readAllBytes(zipped);
    try (var worker = moving(done)) {
      worker.linesWhenQuiet();
      worker.commit();
      worker.crash();
      assertThat(worker.linesWhenQuiet()).isEmpty();

      worker.commit();
      rest(worker);

      assertThat(zipped).doesNotExist();
      assertThat(done.resolve("orders.csv.gz")).hasBinaryContent(content);
    }
  }

  @Test
  void aCompressedFileThatIsReplacedIsReadAgainBeforeItIsDeleted() throws IOException {
    Path zipped = compressed();
    try (var worker = deleting()) {
      worker.linesWhenQuiet();
      Files.write(zipped, Disks.gzipped("three\n"));
      worker.commit();
      assertThat(worker.linesWhenQuiet()).containsExactly("three");
      rest(worker);
      assertThat(zipped).exists();

      worker.commit();
      rest(worker);

      assertThat(zipped).doesNotExist();
    }
  }

  @Test
  void aRotatedFileThatWasCompressedStays() {
    append(file.resolveSibling("app.csv"), "live\n");
    append(file.resolveSibling("app.csv.1"), "rotated\n");
    Disks.compress(file.resolveSibling("app.csv.1"));
    try (var worker =
        Worker.following(
            file.getParent() + "/app.csv*",
            "on.complete",
            "delete",
            "complete.after.idle.ms",
            Long.toString(IDLE.toMillis()))) {
      assertThat(worker.linesWhenQuiet()).containsExactly("rotated", "live");
      worker.commit();
      rest(worker);

      assertThat(file.resolveSibling("app.csv.1.gz")).exists();
      assertThat(file.resolveSibling("app.csv")).doesNotExist();
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> read("on.complete", "delete"))
        .hasMessageContaining("complete.after.idle.ms")
        .hasMessageContaining("is required with on.complete=delete");
    assertThatThrownBy(() -> read("on.complete", "move"))
        .hasMessageContaining("on.complete.move.dir")
        .hasMessageContaining("is required with on.complete=move");
  }

  @Test
  void aDirectoryWhoseFilesWouldBeReadAgainIsRefused() {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "paths", "/in/**/*.{csv,txt},/in/[ab].log",
                "topic", "t",
                "on.complete", "move",
                "complete.after.idle.ms", "1",
                "on.complete.move.dir", "/in/done"));

    assertThatThrownBy(() -> FileTailConfig.SPEC.read(config))
        .hasMessageContaining("on.complete.move.dir")
        .hasMessageContaining("is matched by paths");
    config.put("paths.exclude", "/in/done/*");
    assertThat(FileTailConfig.SPEC.read(config)).isNotNull();
  }

  private static void read(String key, String value) {
    FileTailConfig.SPEC.read(Map.of("paths", "/a", "topic", "t", key, value));
  }

  private static void rest(Worker worker) {
    worker.lines();
    worker.clock.advance(IDLE);
    worker.lines();
  }

  private Path compressed() {
    Disks.compress(file);
    return file.resolveSibling("orders.csv.gz");
  }

  private Worker deleting() {
    return following("delete", done);
  }

  private Worker moving(Path directory) {
    return following("move", directory);
  }

  private Worker following(String action, Path directory) {
    return following(file.getParent() + "/*.{csv,csv.gz}", action, directory);
  }

  private static Worker following(String paths, String action, Path directory) {
    return Worker.following(
        paths,
        "on.complete",
        action,
        "complete.after.idle.ms",
        Long.toString(IDLE.toMillis()),
        "on.complete.move.dir",
        directory.toString());
  }
}
