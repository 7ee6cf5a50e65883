package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.Optional;

/** A file at its path that was read to its end. */
record Resting(Path path, FileStat stat, Position end) {

  /** Whether this offset says that all of the file is in Kafka. */
  boolean isStoredBy(Optional<FileOffset> stored) {
    Generation reached = end.generation();
    return stored
        .flatMap(FileOffset::current)
        .filter(
            known ->
                known.position() == reached.position()
                    && known.tail() == reached.tail()
                    && known.id().equals(reached.id()))
        .isPresent();
  }
}
