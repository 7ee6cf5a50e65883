package io.millrace.connect.file.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is far longer than what can be read in the time a restart may take. */
class LargeFileTest {

  private static final long SIZE = 20L << 30;
  private static final long ROOM = 1L << 30;

  @TempDir Path dir;
  private final ManualClock clock = new ManualClock();

  @Test
  void readingGoesOnAtTheEndAtOnce() throws IOException {
    Path file = sparse(dir.resolve("large.log"));
    append(file, "one\n");
    List<Position> ends = new ArrayList<>();
    read(file, Map.of(), StartPosition.END, ends);
    assertThat(ends).isEmpty();
    append(file, "two\n");
    var offset = new FileOffset(SIZE + "one\n".length(), 0, "", false);

    var disk = read(file, Map.of(file, offset), StartPosition.BEGINNING, ends);

    assertThat(ends).extracting(Position::offset).containsExactly(Files.size(file));
    assertThat(disk.reads).isLessThan(20);
    FileOffset stored = ends.get(0).toFileOffset();
    append(file, "three\n");

    disk = read(file, Map.of(file, stored), StartPosition.BEGINNING, ends);

    assertThat(ends).extracting(Position::offset).last().isEqualTo(Files.size(file));
    assertThat(ends).hasSize(2);
    assertThat(disk.reads).isLessThan(20);
  }

  private BadDisk read(
      Path file, Map<Path, FileOffset> stored, StartPosition start, List<Position> ends) {
    var disk = new BadDisk();
    var setup = TailSetups.of(file, start, paths -> stored, end -> ends.add(end));
    try (var tail = FileTail.of(setup, clock, disk)) {
      tail.scan();
      tail.read(() -> false);
    }
    return disk;
  }

  private static Path sparse(Path path) {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      long before = free(path);
      file.setLength(SIZE);
      assumeTrue(before - free(path) < ROOM, "this file system has no sparse files");
    } catch (IOException e) {
      assumeTrue(false, "no file of 20 GB can be made here: " + e.getMessage());
    }
    return path;
  }

  private static long free(Path path) throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  private static void append(Path path, String text) throws IOException {
    Files.write(path, text.getBytes(UTF_8), StandardOpenOption.APPEND);
  }
}
