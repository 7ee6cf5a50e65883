package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;

/** How a file is taken away. */
@FunctionalInterface
public interface Disposal {

  /**
   * Takes a file away unless it has changed.
   *
   * @param expected what it was when it was complete
   * @throws IOException if it has to stay
   */
  void take(Path path, FileStat expected) throws IOException;
}
