package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process has used since its start.
 *
 * @param cpu of all its threads, in user and kernel
 * @param peakMegabytes the most memory it has had resident; 0 where the system does not tell
 */
record Cost(Duration cpu, long peakMegabytes) {

  static final Cost NONE = new Cost(Duration.ZERO, 0);

  static Cost of(long pid) {
    Duration cpu =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO);
    return new Cost(cpu, peak(pid));
  }

  /** The same of a process with all that it has started. Memory, much of it shared, is not told. */
  static Cost ofAll(long pid) {
    return new Cost(
        ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .map(process -> Cost.of(process.pid()).cpu())
            .reduce(ended(pid), Duration::plus),
        0);
  }

  // Fields 16 and 17 of proc_pid_stat(5), in ticks of 10 ms, after a name that may have blanks.
  private static Duration ended(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Duration.ofMillis(10 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
    } catch (IOException e) {
      return Duration.ZERO; // not Linux, or the process has ended
    }
  }

  /** What was used since an earlier look. */
  Cost since(Cost earlier) {
    return new Cost(cpu.minus(earlier.cpu), peakMegabytes);
  }

  double cpuSeconds() {
    return cpu.toNanos() / 1e9;
  }

  private static long peak(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      return 0; // not Linux, or the process has ended
    }
    return 0;
  }
}
