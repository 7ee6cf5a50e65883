package io.millrace.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in memory, mounted for a test; without the right to, the test is skipped. */
public final class SmallDisk implements AutoCloseable {

  private final Path directory;
  private final int bytes;

  private SmallDisk(Path directory, int bytes) {
    this.directory = directory;
    this.bytes = bytes;
  }

  /** Mounts one of this many bytes at an empty directory. */
  public static SmallDisk mountedAt(Path directory, int bytes)
      throws IOException, InterruptedException {
    boolean isMounted =
        call("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString());
    assumeTrue(isMounted, "NOT TESTED: a full disk needs the right to mount one (root)");
    return new SmallDisk(directory, bytes);
  }

  /** Takes all space that is left. */
  public void fill() throws IOException {
    try {
      take(bytes);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** Takes this much space. */
  public void take(int taken) throws IOException {
    Files.write(filler(), new byte[taken]);
  }

  /** Gives back what was taken. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  public void makeReadOnly(boolean isReadOnly) throws IOException, InterruptedException {
    String mode = isReadOnly ? "ro" : "rw";
    assertThat(call("mount", "-o", "remount," + mode, directory.toString())).isTrue();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    call("umount", "-l", directory.toString());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static boolean call(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
