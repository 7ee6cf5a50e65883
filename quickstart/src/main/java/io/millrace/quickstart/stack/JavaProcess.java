package io.millrace.quickstart.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child JVM whose output goes to a log file. */
public final class JavaProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final Process process;
  private final Path log;

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a JVM of the same version as this one.
   *
   * @param jvmOptions such as the heap size
   * @param command main class and arguments
   */
  public static JavaProcess start(
      String name,
      String classpath,
      List<String> jvmOptions,
      List<String> command,
      Map<String, String> environment,
      Path log) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.addAll(List.of("-cp", classpath));
    line.addAll(command);
    var builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new JavaProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new StartupException(
          "The " + name + " process cannot be started: " + e.getMessage(), e);
    }
  }

  /** The options of a JVM for a small machine. */
  static List<String> options(String heap, List<String> more) {
    List<String> options = new ArrayList<>(List.of(heap, "-XX:+UseSerialGC"));
    options.addAll(more);
    return options;
  }

  /**
   * Fails if the process has ended.
   *
   * @throws StartupException with the end of its log
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new StartupException(
          "The "
              + name
              + " ended with code "
              + process.exitValue()
              + ". Its log ends:\n"
              + logTail());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the process to end by itself. */
  public int awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new StartupException(
          "The " + name + " did not end within " + patience.toSeconds() + " s.");
    }
    return process.exitValue();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitGone();
  }

  /** Stops it in order, and by force when that takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitGone()) {
      kill();
    }
  }

  /** The last lines of the log. */
  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean awaitGone() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // a stop in order goes on, and the interrupt is passed on after it
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
