package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
