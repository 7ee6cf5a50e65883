package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipFileTest {

  @TempDir Path dir;

  @Test
  void anyPlaceCanBeReadInAnyOrder() throws IOException {
    var random = new Random(7);
    byte[] plain = new byte[5 << 20];
    random.nextBytes(plain);

    try (GzipFile file = file(plain)) {
      for (int i = 0; i < 20; i++) {
        int position = random.nextInt(plain.length);
        byte[] read = new byte[Math.min(300_000, plain.length - position)];

        assertThat(ReadBuffer.readFully(file, read, position)).isEqualTo(read.length);
        assertThat(read).isEqualTo(Arrays.copyOfRange(plain, position, position + read.length));
      }
    }
  }

  @Test
  void nothingIsBehindTheEnd() throws IOException {
    try (GzipFile file = file(new byte[] {'a', 'b'})) {
      assertThat(ReadBuffer.readFully(file, new byte[10], 1)).isEqualTo(1);
      assertThat(ReadBuffer.readFully(file, new byte[10], 2)).isZero();
      assertThat(file.size()).isEqualTo(2);
    }
  }

  private GzipFile file(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    Path path = Files.write(dir.resolve("a.gz"), bytes.toByteArray());
    Disk disk = new LocalDisk();
    OpenFile compressed = disk.open(path).orElseThrow();
    FileStat stat = disk.stat(path).orElseThrow();
    return new GzipFile(compressed, stat, GzipFile.plainSize(compressed));
  }
}
