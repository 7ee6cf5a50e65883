package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes lines or events of several lines of the bytes of one path, and ends what stays open. */
final class LineDecoder {

  private final LineSplitter splitter;
  private final LineRules rules;
  private final Patience patience;

  /**
   * Decodes a file.
   *
   * @param path the file, for messages
   */
  LineDecoder(LineRules rules, Path path, Clock clock) {
    this.rules = rules;
    this.splitter = new LineSplitter(rules.ofSingleLines(), path);
    this.patience = new Patience(limits(rules), clock);
  }

  /**
   * Delivers what is complete in {@code bytes[from..to)} until the sink is full.
   *
   * @param from the index of the start position; what was read before precedes it
   * @param isLast whether what is open at the end is complete all the same
   * @return the position after everything that was dealt with
   */
  Position decode(byte[] bytes, int from, int to, Position start, boolean isLast, LineSink sink) {
    long end = start.offset() + (to - from);
    boolean endsLine = isLast || isOver(rules.partialTimeout(), start, end);
    Position after;
    if (rules.events().isEmpty()) {
      after = splitter.split(bytes, from, to, start, endsLine, sink);
    } else {
      EventRules events = rules.events().get();
      boolean endsEvent = isLast || isOver(Optional.of(events.timeout()), start, end);
      var event = new OpenEvent(events, rules.skipEmpty(), bytes, start, sink);
      after = event.after(splitter.split(bytes, from, to, start, endsLine, event), endsEvent);
    }
    patience.saw(after.offset(), end);
    return after;
  }

  /** Whether something has been open for so long now that it is complete. */
  boolean isDue(long now) {
    return now >= patience.next();
  }

  /** When something will have been open for so long; {@code Long.MAX_VALUE} if nothing is. */
  long next() {
    return patience.next();
  }

  /** Nothing more could be done until now. */
  void attended(long now) {
    patience.attended(now);
  }

  private boolean isOver(Optional<Duration> limit, Position start, long end) {
    return limit.isPresent() && patience.isOver(limit.get(), start.offset(), end);
  }

  private static List<Duration> limits(LineRules rules) {
    List<Duration> limits = new ArrayList<>();
    rules.partialTimeout().ifPresent(limits::add);
    rules.events().map(EventRules::timeout).ifPresent(limits::add);
    return limits;
  }
}
