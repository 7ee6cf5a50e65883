package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One growing file in memory and the lines that are read of it. */
final class LineRig implements LineSink {

  static final Path PATH = Path.of("/app.log");

  final ManualClock clock = new ManualClock();
  final List<String> lines = new ArrayList<>();
  final List<Position> ends = new ArrayList<>();
  private final Charset charset;
  private final LineRules rules;
  private final GrowingFile file = new GrowingFile(PATH, Integer.MAX_VALUE);
  private LineDecoder decoder;
  private Tailer tailer;

  LineRig(LineRules rules) {
    this.rules = rules;
    this.charset = rules.charset();
    this.decoder = new LineDecoder(rules, PATH, clock);
    this.tailer = at(Position.startOf(file.id()));
  }

  LineRig append(String text) {
    return append(text.getBytes(charset));
  }

  LineRig append(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return append(content);
  }

  LineRig append(byte[] bytes) {
    file.append(bytes);
    return this;
  }

  /** Reads what is complete. */
  LineRig read() {
    return read(false);
  }

  /** Reads a file that will not grow any more. */
  LineRig readToEnd() {
    return read(true);
  }

  /** Another task continues after the first so many lines. */
  LineRig restartedAfter(int count) {
    var rest = new LineRig(rules);
    rest.append(file.content());
    if (count > 0) {
      rest.tailer = rest.at(ends.get(count - 1));
    }
    return rest;
  }

  /** Whether the time has come to look again although nothing was written. */
  boolean isDue() {
    return decoder.isDue(clock.millis());
  }

  List<Long> offsets() {
    return ends.stream().map(Position::offset).toList();
  }

  @Override
  public void line(byte[] bytes, int from, int to, Position end) {
    lines.add(new String(bytes, from, to - from, charset));
    ends.add(end);
  }

  @Override
  public boolean isFull() {
    return false;
  }

  private LineRig read(boolean isLast) {
    var buffer = new ReadBuffer(rules.longestRead());
    Tailer.Reading reading = Tailer.Reading.MORE;
    while (reading == Tailer.Reading.MORE) {
      reading = tailer.read(buffer, decoder, this, isLast);
    }
    assertThat(reading).isEqualTo(Tailer.Reading.DRAINED);
    return this;
  }

  private Tailer at(Position position) {
    try {
      return Tailer.at(file, position);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
