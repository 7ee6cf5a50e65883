package io.millrace.quickstart;

import io.millrace.quickstart.stack.StartupException;
import java.util.Locale;
import java.util.Set;

/** What the machine must offer, checked before anything is started. */
final class Preflight {

  private static final int OLDEST_JAVA = 17;
  private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

  private Preflight() {}

  /** Throws StartupException with a sentence for the user when something is missing. */
  static void check(int javaVersion, String osName, String processor) {
    if (javaVersion < OLDEST_JAVA) {
      throw new StartupException(
          "Java "
              + javaVersion
              + " is too old: Millrace needs a JDK 17 or newer. Set JAVA_HOME to one.");
    }
    String os = osName.toLowerCase(Locale.ROOT);
    boolean supported = os.contains("linux") || os.contains("mac");
    if (!supported || !PROCESSORS.contains(processor)) {
      throw new StartupException(
          "There is no embedded PostgreSQL for "
              + osName
              + " on "
              + processor
              + ". The demo runs on Linux and macOS, on x86-64 and ARM64; the plugins run wherever"
              + " Kafka Connect does.");
    }
  }
}
