package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of 256 KiB in memory, mounted for a test; without the right to, it is skipped. */
final class SmallDisk implements AutoCloseable {

  private static final int BYTES = 256 * 1024;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  static SmallDisk mountedAt(Path directory) throws IOException, InterruptedException {
    boolean isMounted =
        call("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", directory.toString());
    assumeTrue(isMounted, "NOT TESTED: a full disk needs the right to mount one (root)");
    return new SmallDisk(directory);
  }

  /** Takes all space that is left. */
  void fill() throws IOException {
    try {
      Files.write(filler(), new byte[BYTES]);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  void free() throws IOException {
    Files.delete(filler());
  }

  void makeReadOnly(boolean isReadOnly) throws IOException, InterruptedException {
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
