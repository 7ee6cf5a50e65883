package io.millrace.connect.file.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAppendDiskTest {

  @TempDir private Path dir;

  @Test
  void aLockIsTakenOnceUntilItIsReleased() throws IOException {
    var disk = new LocalAppendDisk(dir, Permissions.DEFAULTS);
    Closeable lock = disk.lock(dir.resolve("a.lock")).orElseThrow();

    assertThat(disk.lock(dir.resolve("a.lock"))).isEmpty();
    lock.close();

    try (Closeable again = disk.lock(dir.resolve("a.lock")).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void bytesGoToTheEndWhereverItIs() throws IOException {
    var disk = new LocalAppendDisk(dir, Permissions.DEFAULTS);
    Path path = dir.resolve("new/a.log");
    try (AppendFile file = disk.open(path)) {
      file.append(ByteBuffer.wrap("abcdef".getBytes(UTF_8)));
      file.truncate(3);

      file.append(ByteBuffer.wrap("x".getBytes(UTF_8)));
      file.sync();

      assertThat(path).hasContent("abcx");
      assertThat(disk.tail(path, 2)).asString(UTF_8).isEqualTo("cx");
      assertThat(disk.stat(path)).contains(new DiskStat(file.id(), 4));
    }
  }

  @Test
  void anIdStaysWithItsFile() throws IOException {
    var disk = new LocalAppendDisk(dir, Permissions.DEFAULTS);
    Path path = dir.resolve("a.log");
    String id;
    try (AppendFile file = disk.open(path)) {
      id = file.id();
    }

    disk.rename(path, dir.resolve("a.log.1"));

    assertThat(disk.stat(path)).isEmpty();
    assertThat(disk.stat(dir.resolve("a.log.1"))).contains(new DiskStat(id, 0));
    assertThat(disk.list(dir)).containsExactly(dir.resolve("a.log.1"));
  }
}
