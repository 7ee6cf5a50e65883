package io.millrace.connect.file.tail;

import java.io.IOException;
import java.util.List;

/**
 * A place between two lines of a file.
 *
 * @param offset how many bytes are before it
 * @param line how many lines are before it
 * @param tail a hash of the bytes just before it
 * @param isCompleted whether it was told that the file is complete here
 */
public record Position(long offset, long line, long tail, Lineage lineage, boolean isCompleted) {

  /** The hash of no bytes, before the first. */
  static final long NO_TAIL = ContentHash.of(new byte[0], 0, 0);

  static Position startOf(FileId file) {
    return new Position(0, 0, NO_TAIL, new Lineage(file, Prefix.NONE, List.of()), false);
  }

  /** A place in a file of which nothing is known yet but that it reaches this far. */
  static Position in(OpenFile file, long offset, long line) throws IOException {
    Prefix prefix = Prefix.NONE.grownTo(file, offset);
    var lineage = new Lineage(file.id(), prefix, List.of());
    return new Position(offset, line, ReadBuffer.tailOf(file, offset), lineage, false);
  }

  /**
   * The place after some bytes of a buffer.
   *
   * @param from the index of this place in the buffer
   * @param to the index of the new place
   */
  Position movedBy(byte[] buffer, int from, int to, int lines) {
    long moved = offset + (to - from);
    int known = (int) Math.min(ReadBuffer.HISTORY, moved);
    long hash = ContentHash.of(buffer, to - known, to);
    return new Position(moved, line + lines, hash, lineage, false);
  }

  /** The same place; where nobody counted the lines before it, the header is one of them. */
  Position behindHeader(int headerLines) {
    boolean isCounted = offset == 0 || line > 0 || headerLines == 0;
    return isCounted ? this : new Position(offset, headerLines, tail, lineage, isCompleted);
  }

  Position withPrefix(Prefix prefix) {
    Lineage grown = lineage.withPrefix(prefix);
    return grown == lineage ? this : new Position(offset, line, tail, grown, isCompleted);
  }

  Position withFinished(List<Generation> finished) {
    var changed = new Lineage(lineage.id(), lineage.prefix(), finished);
    return new Position(offset, line, tail, changed, isCompleted);
  }

  /** The same place in a copy of the file. */
  Position inCopy(FileId copy) {
    var changed = new Lineage(copy, lineage.prefix(), lineage.finished());
    return new Position(offset, line, tail, changed, isCompleted);
  }

  /** The same place, of which is told that the file is complete here. */
  Position completed() {
    return new Position(offset, line, tail, lineage, true);
  }

  Generation generation() {
    return lineage.at(offset, tail);
  }

  public FileOffset toFileOffset() {
    return new FileOffset(offset, line, lineage.text(tail), isCompleted);
  }
}
