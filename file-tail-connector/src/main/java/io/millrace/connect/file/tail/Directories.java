package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lists directories, and remembers what is in those that do not change: every file that is begun
 * asks for its neighbours. Thread-safe.
 */
final class Directories {

  private static final int MEMORY = 64;

  // A change within one tick of the file system's clock, at most two seconds, has the same time.
  private static final Duration TICK = Duration.ofSeconds(2);

  private final Map<Path, Listing> known = new Remembered();

  /** The entries of a directory; none when it is not there. */
  synchronized DirectoryEntries list(Path directory) throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(directory);
      Listing listing = known.get(directory);
      if (listing != null && listing.changed().equals(changed)) {
        return listing.entries();
      }
      Instant begun = Instant.now();
      DirectoryEntries entries = read(directory);
      if (changed.toInstant().plus(TICK).isBefore(begun)) {
        known.put(directory, new Listing(changed, entries));
      }
      return entries;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return DirectoryEntries.NONE;
    }
  }

  private static DirectoryEntries read(Path directory) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      return DirectoryEntries.of(paths);
    }
  }

  private record Listing(FileTime changed, DirectoryEntries entries) {}

  private static final class Remembered extends LinkedHashMap<Path, Listing> {

    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Path, Listing> eldest) {
      return size() > MEMORY;
    }
  }
}
