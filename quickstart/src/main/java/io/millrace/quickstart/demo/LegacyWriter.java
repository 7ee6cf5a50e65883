package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The legacy system: a process of its own that appends orders to a log file, in trickles and
 * bursts, with a rotation in the middle and now and then half a line. Prints how many lines it has
 * written.
 */
public final class LegacyWriter {

  private static final int STEPS = 80;
  private static final int BURST_EVERY = 10;
  private static final int BURST_WEIGHT = 11;

  private final Path file;
  private final long lines;
  private final long pauseMillis;
  private OutputStream out;
  private long written;

  private LegacyWriter(Path file, long lines, long pauseMillis) throws IOException {
    this.file = file;
    this.lines = lines;
    this.pauseMillis = pauseMillis;
    this.out = open();
  }

  /** Arguments: the file, the number of lines, the seconds to take. */
  public static void main(String[] args) throws IOException, InterruptedException {
    long seconds = Long.parseLong(args[2]);
    new LegacyWriter(Path.of(args[0]), Long.parseLong(args[1]), seconds * 1000 / STEPS).run();
  }

  private void run() throws IOException, InterruptedException {
    for (int step = 1; step <= STEPS; step++) {
      append(shareUpTo(step));
      if (step == STEPS / 2) {
        rotate();
      }
      System.out.println(written);
      Thread.sleep(pauseMillis);
    }
    out.close();
  }

  /** How many lines there are after this step; every tenth step is a burst. */
  private long shareUpTo(int step) {
    if (step == STEPS) {
      return lines;
    }
    int bursts = step / BURST_EVERY;
    int weight = step + bursts * (BURST_WEIGHT - 1);
    int total = STEPS + STEPS / BURST_EVERY * (BURST_WEIGHT - 1);
    return lines * weight / total;
  }

  private void append(long upTo) throws IOException, InterruptedException {
    var text = new StringBuilder();
    while (written < upTo) {
      text.append(Order.number(++written).csvLine(System.currentTimeMillis())).append('\n');
      if (text.length() > 1 << 16) {
        writeInTwoParts(text);
      }
    }
    writeInTwoParts(text);
  }

  // A reader sees half a line for a moment, as with any program that does not write whole lines.
  private void writeInTwoParts(StringBuilder text) throws IOException, InterruptedException {
    byte[] bytes = text.toString().getBytes(UTF_8);
    int half = bytes.length / 2;
    out.write(bytes, 0, half);
    out.flush();
    Thread.sleep(1);
    out.write(bytes, half, bytes.length - half);
    out.flush();
    text.setLength(0);
  }

  private void rotate() throws IOException {
    out.close();
    Files.move(file, file.resolveSibling(file.getFileName() + ".1"));
    out = open();
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(
        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
  }
}
