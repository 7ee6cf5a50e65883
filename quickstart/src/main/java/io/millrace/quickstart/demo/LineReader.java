package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.quickstart.stack.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The legacy system that reads a file: a thread that reads on as soon as there is more. */
final class LineReader implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(10);

  private final Path file;
  private final Consumer<String> lines;
  private final Thread thread = new Thread(this::run, "demo-line-reader");
  private volatile boolean stopped;

  private LineReader(Path file, Consumer<String> lines) {
    this.file = file;
    this.lines = lines;
    thread.setDaemon(true);
  }

  static LineReader started(Path file, Consumer<String> lines) {
    var reader = new LineReader(file, lines);
    reader.thread.start();
    return reader;
  }

  private void run() {
    while (!stopped && !Files.exists(file)) {
      Await.pause(INTERVAL);
    }
    try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
      var line = new StringBuilder();
      while (!stopped) {
        int c = reader.read();
        if (c < 0) {
          Await.pause(INTERVAL); // the rest of a line may come later
        } else if (c == '\n') {
          lines.accept(line.toString());
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
