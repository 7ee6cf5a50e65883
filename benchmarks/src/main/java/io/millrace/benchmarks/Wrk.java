package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator {@code wrk}, which needs far less of the processors than a client in Java.
 *
 * @param answered requests with a success
 * @param perSecond answered requests
 * @param p99 of their latencies, as it prints it
 * @param bad how many were not answered with a success
 */
record Wrk(long answered, double perSecond, String p99, long bad) {

  private static final Pattern ANSWERED = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+(\\S+)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  /** Whether it is installed. */
  static boolean isHere() {
    try {
      new ProcessBuilder("wrk", "--version").redirectErrorStream(true).start().destroy();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Posts a body again and again. */
  static Wrk posting(String body, String url, int connections, int seconds) throws IOException {
    Path script = Files.createTempFile("millrace-post", ".lua");
    try {
      Files.writeString(script, "wrk.method = \"POST\"\nwrk.body = \"" + body + "\"\n");
      Process process =
          new ProcessBuilder(
                  List.of(
                      "wrk",
                      "--threads=1",
                      "--connections=" + connections,
                      "--duration=" + seconds + "s",
                      "--latency",
                      "--script=" + script,
                      url))
              .redirectErrorStream(true)
              .start();
      String told = new String(process.getInputStream().readAllBytes(), UTF_8);
      long bad = Long.parseLong(found(BAD, told, "0"));
      return new Wrk(
          Long.parseLong(found(ANSWERED, told, "0")) - bad,
          Double.parseDouble(found(RATE, told, "0")),
          found(P99, told, "?"),
          bad);
    } finally {
      Files.delete(script);
    }
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
