package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one look from outside found of a path.
 *
 * @param file what is at the path
 * @param rotated those of its rotated files that the user named as well
 */
record Sighting(Optional<FileStat> file, Map<Path, FileStat> rotated) {

  static final Sighting NOTHING = new Sighting(Optional.empty(), Map.of());

  boolean isEmpty() {
    return file.isEmpty() && rotated.isEmpty();
  }

  /** When the file was last changed that was so first, the earliest time if there is none. */
  FileTime oldest() {
    return Stream.concat(file.stream(), rotated.values().stream())
        .map(FileStat::modified)
        .min(Comparator.naturalOrder())
        .orElse(FileTime.fromMillis(0));
  }
}
