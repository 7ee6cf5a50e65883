package io.millrace.connect.file.tail;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts bytes into lines and knows the byte position after each.
 *
 * <p>It keeps nothing between calls: a line without its end is left in the file, and when no line
 * end is before the position, the rest of that line is passed over (except where a line may begin
 * anywhere, when it is the next piece).
 */
final class LineSplitter {

  private static final Logger log = LoggerFactory.getLogger(LineSplitter.class);

  private final LineRules rules;
  private final LineEnd lineEnd;
  private final Path path;
  private long tooLong;

  /**
   * Splits a file.
   *
   * @param path the file, for messages
   */
  LineSplitter(LineRules rules, Path path) {
    this.rules = rules;
    this.lineEnd = rules.end();
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
  Position split(byte[] bytes, int from, int to, Position start, boolean isLast, LineSink sink) {
    int at = restOfLine(bytes, from, to, isLast);
    Position counted = start.behindHeader(rules.headerLines());
    Position position = at == from ? counted : counted.movedBy(bytes, from, at, 0);
    while (at < to && !sink.isFull()) {
      int begin = position.offset() == 0 ? at + rules.units().markAt(bytes, at, to) : at;
      int found = lineEnd.next(bytes, begin, to);
      int end = found < 0 ? to : lineEnd.contentEnd(bytes, begin, found);
      int next = found < 0 ? to : found + lineEnd.length();
      // What is here of a line end that is not complete yet does not count.
      int allowance = found < 0 && !isLast ? lineEnd.longestUnfinished() : 0;
      if (end - begin > rules.maxBytes() + allowance) {
        int goOn = found < 0 && !isLast ? lineEnd.unfinishedFrom(begin, to) : next;
        int after = tooLong(bytes, begin, goOn, position.movedBy(bytes, at, begin, 0), sink);
        position = position.movedBy(bytes, at, after, 1);
        at = after;
      } else if (found < 0 && !isLast) {
        break;
      } else {
        Position after = position.movedBy(bytes, at, next, 1);
        if (isWanted(end - begin, position)) {
          sink.line(bytes, begin, end, after);
        }
        position = after;
        at = next;
      }
    }
    return position;
  }

  private boolean isWanted(int length, Position start) {
    boolean isHeader = start.line() < rules.headerLines();
    return !isHeader && (length > 0 || !rules.skipEmpty());
  }

  private int restOfLine(byte[] bytes, int from, int to, boolean isLast) {
    if (from == 0 || lineEnd.isBefore(bytes, from)) {
      return from;
    }
    int found = lineEnd.next(bytes, from, to);
    int next = found + lineEnd.length();
    if (rules.beginsAnywhere()) {
      boolean isOnlyTheEnd = found >= 0 && lineEnd.contentEnd(bytes, from, found) == from;
      return isOnlyTheEnd ? next : from;
    }
    if (found >= 0) {
      return next;
    }
    return isLast ? to : lineEnd.unfinishedFrom(from, to);
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
