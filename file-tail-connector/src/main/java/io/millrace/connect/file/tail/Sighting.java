package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one look from outside found of a path.
 *
 * @param file what is at the path
 * @param rotated those of its rotated files that the user named as well
 */
record Sighting(Optional<FileStat> file, Map<Path, FileStat> rotated) {

  static final Sighting NOTHING = new Sighting(Optional.empty(), Map.of());
}
