package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

  @TempDir Path dir;
  private final BadDisk disk = new BadDisk();
  private final ManualClock clock = new ManualClock();
  private final List<String> lines = new ArrayList<>();
  private final Set<Path> askedFor = new HashSet<>();
  private final Map<Path, FileOffset> ends = new HashMap<>();
  private boolean areStored;
  private final TailCounters counters =
      new TailCounters(
          new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  private Path log;
  private FileTail tail;

  @BeforeEach
  void open() {
    log = dir.resolve("a.log");
    tail = following(512, dir + "/*.log");
  }

  private FileTail following(int maxOpenFiles, String paths) {
    return FileTail.of(
        new FileTailSetup(
            List.of(PathGlob.of(paths)),
            List.of(),
            rules(maxOpenFiles),
            new LineRules(100, LongLine.FAIL, true, false, UTF_8),
            path -> true,
            this::stored,
            Collected::new,
            counters),
        clock,
        disk);
  }

  @AfterEach
  void close() {
    tail.close();
  }

  @Test
  void anUnreadableFileDoesNotStopTheOthers() throws IOException {
    append(log, "a\n");
    append(dir.resolve("b.log"), "b\n");
    disk.locked.add(log);
    assertThat(read()).containsExactly("b");

    disk.locked.clear();

    assertThat(read()).containsExactly("a");
  }

  @Test
  void aFileThatCannotBeReadAtTheStartIsTriedAgain() throws IOException {
    append(log, "a\n");
    disk.broken.add(log);
    assertThat(read()).isEmpty();

    disk.broken.clear();

    assertThat(read()).containsExactly("a");
  }

  @Test
  void waitingForAFileThatCannotBeOpenedIsNotBusy() throws Exception {
    append(log, "a\n");
    disk.locked.add(log);
    read();
    long start = System.nanoTime();

    tail.await(Duration.ofMillis(50));

    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(40).toNanos());
  }

  @Test
  void aReadErrorIsTransientAndMovesNothing() throws IOException {
    append(log, "a\n");
    read();
    append(log, "b\n");
    disk.broken.add(log);
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TRANSIENT))
        .hasMessage("Reading " + log + " at byte 2 failed: Input/output error.");

    disk.broken.clear();

    assertThat(read()).containsExactly("b");
  }

  @Test
  void aFileThatAnswersNoMoreIsOpenedAgain() throws IOException {
    append(log, "a\n");
    read();
    append(log, "b\n");
    disk.makeStale();
    assertThatThrownBy(this::read).hasMessageContaining("Stale file handle");

    assertThat(read()).containsExactly("b");
  }

  @Test
  void aFileThatAnswersNoMoreAndWasRotatedIsOpenedAgain() throws IOException {
    append(log, "a\n");
    read();
    append(log, "b\n");
    Files.move(log, dir.resolve("a.log.1"));
    append(log, "c\n");
    disk.makeStale();
    assertThat(read()).containsExactly("b");

    clock.advance(Duration.ofSeconds(10));

    assertThat(read()).containsExactly("c");
  }

  @Test
  void aFileThatAnswersNoMoreAndWasReplacedDoesNotHoldUpTheNext() throws IOException {
    append(log, "a\n".repeat(100));
    read();
    disk.makeStale();
    append(dir.resolve("new"), "b\n");
    Files.move(dir.resolve("new"), log, StandardCopyOption.REPLACE_EXISTING);

    read();
    clock.advance(Duration.ofSeconds(10));

    assertThat(read()).containsExactly("b");
    assertThat(counters.lost().sum()).isZero(); // all that was ever seen of it was read
  }

  @Test
  void anIdleFileIsNotRead() throws IOException {
    append(log, "a\npart");
    read();
    int before = disk.reads;

    for (int i = 0; i < 10; i++) {
      read();
    }

    assertThat(disk.reads).isEqualTo(before);
  }

  @Test
  void aFileThatComesAndGoesWhileNobodyReadsIsNotLost() throws IOException {
    append(log, "a\n");
    tail.scan();
    Files.delete(log);
    append(log, "b\n");
    tail.scan();
    Files.delete(log);
    tail.scan();

    read();
    clock.advance(Duration.ofSeconds(10));
    read();

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aFileThatIsRotatedBeforeItIsFirstReadIsNotLost() throws IOException {
    append(log, "a\n");
    tail.scan();
    Files.move(log, dir.resolve("a.log.1"));
    append(log, "b\n");

    read();
    clock.advance(Duration.ofSeconds(10));
    read();

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void theLagIsWhatIsThereAndNotRead() throws IOException {
    append(log, "a\npart");
    read();

    assertThat(tail.progress().lag()).isEqualTo(4);
    assertThat(tail.progress().openFiles()).isEqualTo(1);
    assertThat(tail.progress().readPercent()).isCloseTo(100 * 2 / 6.0, within(0.01));
  }

  @Test
  void aFileOfWhichNothingIsReadForLongIsClosedUntilItGrows() throws IOException {
    append(log, "a\n");
    read();
    clock.advance(Duration.ofMinutes(4));
    read();
    assertThat(tail.progress().openFiles()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(1));
    read();
    assertThat(tail.progress().openFiles()).isZero();

    append(log, "b\n");
    assertThat(read()).containsExactly("b");
    assertThat(tail.progress().openFiles()).isEqualTo(1);
  }

  @Test
  void theAgeOfWhatIsNotReadBeginsAnewWhenAllIsRead() throws IOException {
    append(log, "a\npart");
    read();
    clock.advance(Duration.ofMinutes(1));
    tail.scan();
    assertThat(tail.progress().lagAge()).isGreaterThanOrEqualTo(60_000);

    append(log, "\n");
    read();

    assertThat(tail.progress().lagAge()).isZero();
    assertThat(tail.progress().lag()).isZero();
    assertThat(tail.progress().readPercent()).isEqualTo(100);
  }

  @Test
  void aFileThatCannotBeReadIsVisibleUntilItCan() throws IOException {
    append(log, "a\n");
    append(dir.resolve("b.log"), "b\n");
    disk.locked.add(log);
    read();
    assertThat(tail.progress().unreadable()).isEqualTo(1);
    assertThat(tail.progress().followed()).isEqualTo(2);

    disk.locked.clear();
    read();

    assertThat(tail.progress().unreadable()).isZero();
  }

  @Test
  void rotationsAndTruncationsAreCounted() throws IOException {
    append(log, "a\n");
    read();
    Files.move(log, dir.resolve("a.log.1"));
    append(log, "b\n");
    read();
    clock.advance(Duration.ofSeconds(10));
    read();
    Files.write(log, new byte[0]);
    read();

    assertThat(counters.rotations().sum()).isEqualTo(1);
    assertThat(counters.truncations().sum()).isEqualTo(1);
    assertThat(counters.completed().sum()).isEqualTo(1);
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aPathIsFollowedAsLongAsItsFileIsThereOrNotReadToItsEnd() throws IOException {
    append(log, "a\n");
    read();
    Files.delete(log);
    read();
    assertThat(tail.progress().followed()).isEqualTo(1);

    readLater();

    assertThat(tail.progress().followed()).isZero();
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aNewFileAtThePathOfOneThatIsGoneIsReadWhole() throws IOException {
    append(log, "a\n");
    read();
    Files.delete(log);
    readLater();

    append(log, "b\n");

    assertThat(read()).containsExactly("b");
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aFileThatComesBackIsReadOnWhereItWasLeft() throws IOException {
    append(log, "a\n");
    read();
    Path away = Files.createDirectory(dir.resolve("away")).resolve("a.log");
    Files.move(log, away);
    readLater();

    Files.move(away, log);
    assertThat(read()).isEmpty();
    append(log, "b\n");

    assertThat(read()).containsExactly("b");
  }

  @Test
  void ofFilesThatAreGoneTheEldestAreForgottenUnlessTheyHaveOtherNames() throws IOException {
    Path kept = dir.resolve("kept.log");
    append(log, "a\n");
    append(kept, "kept\n");
    read();
    Files.delete(log);
    Files.move(kept, dir.resolve("moved.log"));
    readLater();
    passThrough(2);
    askedFor.clear();

    append(dir.resolve("moved.log"), "more\n");
    assertThat(read()).containsExactly("more");
    append(log, "b\n");
    append(kept, "new\n");
    append(dir.resolve("2.log"), "2\n");

    assertThat(read()).containsExactlyInAnyOrder("b", "new", "2");
    assertThat(askedFor).containsExactly(log); // where an earlier task stopped
  }

  @Test
  void aNewFileWithTheNumberAndTheContentOfOneThatIsGoneIsReadWhole() throws IOException {
    append(log, "a\n");
    readUntilClosed();

    Path other = dir.resolve("b.log");
    Files.move(log, other); // as if it was deleted, and its number given out again
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().plusSeconds(5)));
    readLater();

    assertThat(lines).containsExactly("a", "a");
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aNewFileWithTheNumberOfOneThatWasGoneBeforeItsTurnIsReadWhole() throws IOException {
    append(log, "a\n");
    tail.scan();
    Path away = Files.createDirectory(dir.resolve("away")).resolve("a.log");
    Files.move(log, away);
    readLater();

    Path other = dir.resolve("b.log");
    Files.move(away, other);
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().plusSeconds(5)));
    readLater();

    assertThat(lines).containsExactly("a", "a");
  }

  @Test
  void aFileThatIsRenamedTwiceAfterItWasWrittenComesOnce() throws IOException {
    append(log, "a\n");
    read();
    append(log, "b\n");
    Files.move(log, dir.resolve("a-1.log"));
    Files.setLastModifiedTime(dir.resolve("a-1.log"), FileTime.from(Instant.now().plusSeconds(5)));
    readLater();
    Files.move(dir.resolve("a-1.log"), dir.resolve("a-2.log"));
    readLater();

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aClosedFileThatMovesToAnotherDirectoryIsReadOnThere() throws IOException {
    tail.close();
    tail = following(512, dir + "/**/*.log");
    append(log, "a\npart");
    readUntilClosed();

    Path there = Files.createDirectory(dir.resolve("archive")).resolve("a.log");
    Files.move(log, there);
    readLater();
    append(there, "\nb\n");
    readLater();

    assertThat(lines).containsExactly("a", "part", "b");
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aForgottenPathIsReadWholeAgain() throws IOException {
    append(log, "a\n");
    read();
    Files.delete(log);
    readLater();
    passThrough(3);
    areStored = true;

    append(log, "a\n");

    assertThat(read()).containsExactly("a");
    assertThat(counters.lost().sum()).isZero();
  }

  @Test
  void aClosedFileIsRecognisedInItsArchive() throws IOException {
    append(log, "a\n");
    readUntilClosed();

    try (var gzip = new GZIPOutputStream(Files.newOutputStream(dir.resolve("a.log.1.gz")))) {
      gzip.write("a\n".getBytes(UTF_8));
    }
    Files.delete(log);
    append(log, "b\n");
    readLater();

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aLongerCopyIsReadOnAlthoughAnotherFileHasTheNumberOfTheFormer() throws IOException {
    String content = "0123456789\n".repeat(200);
    append(log, content);
    readUntilClosed();

    Path other = dir.resolve("b.log");
    Files.move(log, other);
    Files.writeString(other, "b\n");
    append(log, content + "a\n");

    assertThat(read()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void noMoreFilesThanAllowedAreHeldBeforeTheirTurn() throws IOException {
    tail.close();
    tail = following(3, dir + "/*.log");
    for (int i = 0; i < 10; i++) {
      append(dir.resolve(i + ".log"), i + "\n");
    }
    tail.scan();
    tail.scan();
    assertThat(tail.progress().openFiles()).isEqualTo(3);

    assertThat(read()).hasSize(10);
    assertThat(tail.progress().openFiles()).isEqualTo(3);
  }

  @Test
  void aClosedFileIsReadOnWithoutRepeatingItUnderItsNewName() throws IOException {
    append(log, "a\n");
    readUntilClosed();

    Path other = dir.resolve("b.log");
    Files.move(log, other);
    readLater();
    append(other, "b\n");
    readLater();

    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aFileThatIsRemovedAfterItWasReadAndClosedIsNotLost() throws IOException {
    append(log, "a\n");
    readUntilClosed();

    Files.delete(log);
    readLater();

    assertThat(counters.lost().sum()).isZero();
    assertThat(tail.progress().followed()).isZero();
  }

  private void passThrough(int files) throws IOException {
    for (int i = 1; i <= files; i++) {
      Path passing = dir.resolve(i + ".log");
      append(passing, "1\n");
      read();
      Files.delete(passing);
      readLater();
    }
  }

  private Map<Path, FileOffset> stored(Collection<Path> paths) {
    askedFor.addAll(paths);
    return areStored ? ends : Map.of();
  }

  private void readUntilClosed() {
    read();
    clock.advance(Duration.ofMinutes(5));
    read();
    assertThat(tail.progress().openFiles()).isZero();
  }

  private void readLater() {
    read();
    clock.advance(Duration.ofSeconds(10));
    read();
  }

  private List<String> read() {
    int before = lines.size();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMillis(1100));
      tail.scan();
      tail.read(() -> false);
    }
    return List.copyOf(lines.subList(before, lines.size()));
  }

  private static void append(Path path, String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static TailRules rules(int maxOpenFiles) {
    return new TailRules(
        StartPosition.BEGINNING,
        Optional.empty(),
        ReadOrder.FAIR,
        new RotationRules(
            Pattern.compile("\\.\\d+"),
            Compression.AUTO,
            16,
            Duration.ofSeconds(5),
            OnTruncate.RESTART),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        maxOpenFiles,
        Optional.of(Duration.ofMinutes(5)),
        2);
  }

  private final class Collected implements LineSink {

    private final Path path;

    Collected(Path path) {
      this.path = path;
    }

    @Override
    public void line(byte[] bytes, int from, int to, Position end) {
      lines.add(new String(bytes, from, to - from, UTF_8));
      ends.put(path, end.toFileOffset());
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
