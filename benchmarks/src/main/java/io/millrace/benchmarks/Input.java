package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The same lines for everybody: a number and, up to the width, letters that follow from it.
 *
 * @param lines how many
 * @param width bytes of a line, with its end
 */
record Input(long lines, int width) {

  private static final int MODULUS = 1_000_003;

  long bytes() {
    return lines * width;
  }

  /** How much it is, in words. */
  String size() {
    return String.format(Locale.ROOT, "%,d records of %d bytes", lines, width);
  }

  /** The same with fewer lines. */
  Input divided(int divisor) {
    return new Input(lines / divisor, width);
  }

  /** The line with this number, without its end. */
  byte[] line(long number) {
    byte[] line = new byte[width - 1];
    byte[] prefix = (number + "|").getBytes(US_ASCII);
    System.arraycopy(prefix, 0, line, 0, Math.min(prefix.length, line.length));
    long letters = number * 31 % MODULUS;
    for (int i = prefix.length; i < line.length; i++) {
      line[i] = (byte) ('a' + letters % 26);
      letters = letters * 17 % MODULUS + i;
    }
    return line;
  }

  void writeTo(Path file) throws IOException {
    writeTo(file, 0, lines);
  }

  /** Spreads the lines over new files of about the same length, each with a run of them. */
  void writeTo(Path folder, int files) throws IOException {
    for (int i = 0; i < files; i++) {
      writeTo(folder.resolve(i + ".log"), lines * i / files, lines * (i + 1) / files);
    }
  }

  private void writeTo(Path file, long first, long end) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long number = first + 1; number <= end; number++) {
        out.write(line(number));
        out.write('\n');
      }
    }
  }
}
