package io.millrace.connect.file.tail;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;

/**
 * What a line is.
 *
 * @param headerLines how many lines at the beginning of every file are left out
 * @param partialTimeout after how long a last line without its end is complete all the same
 */
public record LineRules(
    int maxBytes,
    LongLine longLine,
    LineEnd end,
    boolean skipEmpty,
    int headerLines,
    Optional<Duration> partialTimeout,
    Charset charset,
    Optional<EventRules> events) {

  /** Lines that end with newlines, in files without a header. */
  public LineRules(
      int maxBytes, LongLine longLine, boolean stripCr, boolean skipEmpty, Charset charset) {
    this(
        maxBytes,
        longLine,
        LineEnd.of("\n", charset, stripCr),
        skipEmpty,
        0,
        Optional.empty(),
        charset,
        Optional.empty());
  }

  /**
   * How many bytes must be seen at once to deal with a line, or with an event and the next line.
   */
  int longestRead() {
    long line = (long) maxBytes + units().longestMark() + end.longestUnfinished() + units().size();
    long event = events.isEmpty() ? 0 : Math.max(line, events.get().maxBytes() + line - maxBytes);
    return (int) Math.min(Integer.MAX_VALUE - 1024, event + line);
  }

  /** Where to cut so that at most the allowed bytes remain and no character is torn. */
  int cut(byte[] bytes, int from) {
    return units().boundary(bytes, from, from + maxBytes);
  }

  /** The same for the lines an event is made of: the empty ones belong to it too. */
  LineRules ofSingleLines() {
    return events.isEmpty()
        ? this
        : new LineRules(
            maxBytes, longLine, end, false, headerLines, partialTimeout, charset, Optional.empty());
  }

  TextUnits units() {
    return TextUnits.of(charset);
  }

  /** Whether a line may begin where no line has ended: what is there was cut off before. */
  boolean beginsAnywhere() {
    return longLine == LongLine.SPLIT || partialTimeout.isPresent();
  }
}
