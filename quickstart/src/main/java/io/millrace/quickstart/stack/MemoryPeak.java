package io.millrace.quickstart.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The most memory that this process and all it has started had at one of the looks. Pages that
 * several processes share count once. Only Linux tells.
 */
public final class MemoryPeak {

  private static final String OWN_PART = "Pss:"; // proc_pid_smaps(5), in kB

  private long kilobytes;

  /** Looks at all processes; takes some milliseconds for each gigabyte. */
  public void look() {
    ProcessHandle self = ProcessHandle.current();
    kilobytes =
        Math.max(
            kilobytes,
            Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(process -> kilobytes(process.pid()))
                .sum());
  }

  /** In units of 2^20 bytes; nothing where the system does not tell. */
  public OptionalLong mebibytes() {
    return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes >> 10);
  }

  private static long kilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith(OWN_PART))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // not Linux, or the process has ended
    }
  }
}
