package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that was read to its end.
 *
 * @param path the path it was read for
 * @param place where it is: at that path, or beside it and compressed
 */
record Resting(Path path, Path place, FileStat stat, Position end) {

  boolean isArchive() {
    return !place.equals(path);
  }

  /** Whether this offset says that all of the file is in Kafka. */
  boolean isStoredBy(Optional<FileOffset> stored) {
    Generation reached = end.generation();
    return stored
        .filter(offset -> offset.isCompleted() == end.isCompleted())
        .flatMap(FileOffset::current)
        .filter(
            known ->
                known.position() == reached.position()
                    && known.tail() == reached.tail()
                    && known.id().hasInodeOf(reached.id()))
        .isPresent();
  }
}
