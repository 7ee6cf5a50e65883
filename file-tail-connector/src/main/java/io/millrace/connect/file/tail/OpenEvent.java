package io.millrace.connect.file.tail;

import org.jspecify.annotations.Nullable;

/**
 * Joins lines that belong together; they are side by side in one buffer.
 *
 * <p>An event that is still open is in no position: after a restart it is read again as a whole.
 */
final class OpenEvent implements LineSink {

  private final EventRules rules;
  private final boolean skipEmpty;
  private final byte[] buffer;
  private final LineSink sink;
  private Position delivered;
  private @Nullable Position end;
  private int from;
  private int to;
  private int lines;

  OpenEvent(EventRules rules, boolean skipEmpty, byte[] buffer, Position start, LineSink sink) {
    this.rules = rules;
    this.skipEmpty = skipEmpty;
    this.buffer = buffer;
    this.delivered = start;
    this.sink = sink;
  }

  @Override
  public void line(byte[] bytes, int lineFrom, int lineTo, Position lineEnd) {
    boolean isAttached = rules.isAttached(bytes, lineFrom, lineTo);
    boolean begins = rules.attachment() == Attachment.AFTER && !isAttached;
    boolean isFullyGrown =
        lines == rules.maxLines() || (lines > 0 && lineTo - from > rules.maxBytes());
    if (begins || isFullyGrown) {
      close();
    }
    if (end == null) {
      from = lineFrom;
    }
    to = lineTo;
    end = lineEnd;
    lines++;
    if (rules.attachment() == Attachment.BEFORE && !isAttached) {
      close();
    }
  }

  @Override
  public boolean isFull() {
    return sink.isFull();
  }

  /**
   * The position after the last event.
   *
   * @param taken the position after the last bytes that were dealt with
   * @param isOver whether nothing more will come to the event that is open
   */
  Position after(Position taken, boolean isOver) {
    Position last = end == null ? delivered : end;
    // What was passed over cannot be read again and again, so the event ends before it.
    boolean wasPassedOver = last.offset() != taken.offset();
    if (isOver || wasPassedOver) {
      close();
    }
    return wasPassedOver ? taken : delivered;
  }

  private void close() {
    Position last = end;
    if (last == null) {
      return;
    }
    if (to > from || !skipEmpty) {
      sink.line(buffer, from, to, last);
    }
    delivered = last;
    end = null;
    lines = 0;
  }
}
