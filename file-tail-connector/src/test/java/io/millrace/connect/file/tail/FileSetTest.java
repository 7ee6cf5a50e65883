package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan returns: the same map while nothing changes, as idle files must cost little. */
class FileSetTest {

  @TempDir Path dir;
  private FileSet files;
  private Path log;
  private Path single;

  @BeforeEach
  void open() throws IOException {
    log = Files.writeString(dir.resolve("a.log"), "a\n");
    single = dir.resolve("single");
    var globs = List.of(PathGlob.of(dir + "/*.{log,gz}"), PathGlob.of(single.toString()));
    var selection = new PathSelection(globs, List.of());
    var rules =
        new RotationRules(
            Pattern.compile("\\.\\d+"), Compression.AUTO, 16, Duration.ZERO, OnTruncate.RESTART);
    files = new FileSet(selection, new RotatedNames(rules, selection), new LocalDisk());
  }

  @Test
  void whatIsUnchangedIsTheSame() throws IOException {
    Files.writeString(dir.resolve("b.csv.gz"), "");
    Map<Path, Sighting> first = files.scan();

    assertThat(first).containsOnlyKeys(log, dir.resolve("b.csv"));
    assertThat(files.scan()).isSameAs(first);
  }

  @Test
  void aFileThatGrowsIsNews() throws IOException {
    files.scan();
    Files.writeString(log, "b\n", StandardOpenOption.APPEND);

    assertThat(files.scan().get(log).file()).map(FileStat::size).contains(4L);
  }

  @Test
  void aFileThatIsGoneIsNews() throws IOException {
    files.scan();
    Files.delete(log);

    assertThat(files.scan()).isEmpty();
  }

  @Test
  void aPathWithoutWildcardsIsNewsWhenItComesAndGoes() throws IOException {
    files.scan();
    Files.writeString(single, "s\n");
    assertThat(files.scan()).containsOnlyKeys(log, single);

    Files.delete(single);

    assertThat(files.scan()).containsOnlyKeys(log);
  }

  @Test
  void thePlainFileOfACompressedOneIsNews() throws IOException {
    Files.writeString(dir.resolve("b.csv.gz"), "");
    Path plain = dir.resolve("b.csv");
    assertThat(files.scan().get(plain).file()).isEmpty();

    Files.writeString(plain, "b\n");

    assertThat(files.scan().get(plain).file()).isPresent();
  }
}
