package io.millrace.connect.file.tail;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts bytes into lines and knows the byte position after each.
 *
 * <p>It keeps nothing between calls: a line without its end is left in the file, and when the byte
 * before the position is not a line end, the rest of that line is passed over (except where lines
 * are split, when it is the next piece).
 */
final class LineDecoder {

  private static final Logger log = LoggerFactory.getLogger(LineDecoder.class);

  private final LineRules rules;
  private final Path path;
  private long tooLong;

  /**
   * Decodes lines of a file.
   *
   * @param path the file, for messages
   */
  LineDecoder(LineRules rules, Path path) {
    this.rules = rules;
    this.path = path;
  }

  /**
   * Delivers the lines in {@code bytes[from..to)} until the sink is full.
   *
   * @param from the index of the start position; what was read before precedes it
   * @param isLast whether a last line without its end is complete all the same
   * @return the position after everything that was dealt with
   * @throws DeliveryException FATAL at a line that is too long, if that is the rule
   */
  Position decode(byte[] bytes, int from, int to, Position start, boolean isLast, LineSink sink) {
    int at = restOfLine(bytes, from, to);
    Position position = at == from ? start : start.movedBy(bytes, from, at, 0);
    while (at < to && !sink.isFull()) {
      int newline = Newlines.next(bytes, at, to);
      int end = newline < 0 ? to : contentEnd(bytes, at, newline);
      int next = newline < 0 ? to : newline + 1;
      // A line whose end is not here yet may still have a carriage return that does not count.
      int allowance = newline < 0 && !isLast ? 1 : 0;
      if (end - at > rules.maxBytes() + allowance) {
        int after = tooLong(bytes, at, next, position, sink);
        position = position.movedBy(bytes, at, after, 1);
        at = after;
      } else if (newline < 0 && !isLast) {
        break;
      } else {
        Position after = position.movedBy(bytes, at, next, 1);
        if (end > at || !rules.skipEmpty()) {
          sink.line(bytes, at, end, after);
        }
        position = after;
        at = next;
      }
    }
    return position;
  }

  private int restOfLine(byte[] bytes, int from, int to) {
    boolean isMidLine = from > 0 && bytes[from - 1] != '\n' && rules.longLine() != LongLine.SPLIT;
    if (!isMidLine) {
      return from;
    }
    int newline = Newlines.next(bytes, from, to);
    return newline < 0 ? to : newline + 1;
  }

  private int contentEnd(byte[] bytes, int from, int newline) {
    boolean hasCr = newline > from && bytes[newline - 1] == '\r';
    return rules.stripCr() && hasCr ? newline - 1 : newline;
  }

  // Returns where to go on; without the line's end in the buffer that is in the middle of the line.
  private int tooLong(byte[] bytes, int at, int next, Position position, LineSink sink) {
    tooLong++;
    int cut = rules.cut(bytes, at);
    return switch (rules.longLine()) {
      case FAIL -> throw new DeliveryException(FailureKind.FATAL, describe(position) + wayOut());
      case SPLIT -> {
        sink.line(bytes, at, cut, position.movedBy(bytes, at, cut, 1));
        yield cut;
      }
      case TRUNCATE -> {
        warn(position, "truncated");
        sink.line(bytes, at, cut, position.movedBy(bytes, at, next, 1));
        yield next;
      }
      case SKIP -> {
        warn(position, "skipped");
        yield next;
      }
    };
  }

  // A file of nothing but such lines must not fill the log: 1st, 2nd, 4th, 8th, ... are told.
  private void warn(Position position, String done) {
    if (Long.bitCount(tooLong) == 1) {
      log.warn("{}, {} ({} so far)", describe(position), done, tooLong);
    }
  }

  private String describe(Position position) {
    return "Line at "
        + path
        + ":"
        + position.offset()
        + " exceeds line.max.bytes="
        + rules.maxBytes();
  }

  private static String wayOut() {
    return ". Raise line.max.bytes (and the producer's max.request.size), or set line.max.action"
        + " to truncate, skip or split.";
  }
}
