package io.millrace.connect.file.tail;

/** Where the lines of one path go. */
public interface LineSink {

  /**
   * Takes a line; its bytes are only valid during the call.
   *
   * @param end the position after the line and its line end
   */
  void line(byte[] bytes, int from, int to, Position end);

  /**
   * All lines of a file were delivered, and no more are expected.
   *
   * @param end the end of the file
   * @return whether somebody wants to know that
   */
  default boolean completed(Position end) {
    return false;
  }

  /** Whether no more lines are wanted now. */
  boolean isFull();
}
