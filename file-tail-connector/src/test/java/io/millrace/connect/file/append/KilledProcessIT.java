package io.millrace.connect.file.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end at every point of the protocol; what they leave is the topic's beginning. */
class KilledProcessIT {

  private static final long RECORDS_PER_PROCESS = 150;
  private static final int KILLS = Integer.getInteger("append.kills", 22);

  @TempDir private Path dir;

  @Test
  void filesAreTheTopicAfterEveryKill() throws Exception {
    survive(Compression.NONE, KILLS);
  }

  @Test
  void compressedFilesAreTheTopicAfterEveryKill() throws Exception {
    survive(Compression.GZIP, KILLS / 4);
  }

  private void survive(Compression compression, int kills) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      var points = HaltingDisk.Point.values();
      String disk = i / points.length % 2 == 0 ? "data" : "journal";
      String point = points[i % points.length].name();
      long end = KilledProcess.committed(dir) + RECORDS_PER_PROCESS;

      int status = run(compression, disk, point, random.nextInt(6), end);

      assertThat(status).isIn(0, HaltingDisk.HALTED);
      killed += status == 0 ? 0 : 1;
      assertThat(run(compression, "data", point, Integer.MAX_VALUE, end)).isZero();
      assertThat(content(compression))
          .as("seed %d, loop %d, %s of %s", seed, i, point, disk)
          .isEqualTo(expected(end));
    }
    assertThat(killed).isGreaterThan(kills / 4);
  }

  private int run(Compression compression, String disk, String point, int times, long end)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp"));
    command.add(classPath());
    command.add(KilledProcess.class.getName());
    command.addAll(List.of(dir.toString(), compression.name(), disk, point));
    command.addAll(List.of(Integer.toString(times), Long.toString(end)));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.redirectOutput(new File("target/killed-process.log"));
    return process.start().waitFor();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private String content(Compression compression) throws IOException {
    Path live = KilledProcess.live(dir);
    var disk = new LocalAppendDisk(dir, Permissions.DEFAULTS);
    var names = new SealedNames(disk, KilledProcess.setup(dir, compression).rules());
    List<Path> files = new ArrayList<>(names.sealed(live).values());
    files.add(live);
    var content = new StringBuilder();
    for (Path file : files) {
      content.append(
          text(compression, Files.exists(file) ? Files.readAllBytes(file) : new byte[0]));
    }
    return content.toString();
  }

  private static String text(Compression compression, byte[] bytes) throws IOException {
    if (compression == Compression.NONE || bytes.length == 0) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (var members = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(members.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String expected(long end) {
    return LongStream.range(0, end)
        .mapToObj(offset -> AppendRig.line(KilledProcess.PARTITION, offset))
        .collect(Collectors.joining());
  }
}
