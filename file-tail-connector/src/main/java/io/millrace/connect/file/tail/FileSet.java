package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths the user wants to have followed, found by looking. Used by one thread. */
final class FileSet {

  private static final Logger log = LoggerFactory.getLogger(FileSet.class);

  private final PathSelection selection;
  private final RotatedNames names;
  private final Disk disk;
  private final Set<Path> warned = new HashSet<>();
  private Map<Path, Known> known = new HashMap<>();
  private int changes;

  FileSet(PathSelection selection, RotatedNames names, Disk disk) {
    this.selection = selection;
    this.names = names;
    this.disk = disk;
  }

  /**
   * Looks for files.
   *
   * @return the live paths; one whose rotated files were found may have no file
   */
  Map<Path, Sighting> scan() {
    int changesNow = names.changes();
    if (changes != changesNow) {
      known.clear(); // other paths are live now
      changes = changesNow;
    }
    var look = new Look();
    for (PathGlob glob : selection.included()) {
      try {
        if (glob.isLiteral()) {
          look.stat(glob.base());
        } else {
          glob.walk(known::containsKey, look::visit, this::failed);
        }
      } catch (IOException e) {
        failed(glob.base(), e);
      }
    }
    known = look.visited;
    return look.sightings();
  }

  private void failed(Path path, IOException e) {
    if (!(e instanceof NoSuchFileException)) {
      warnOnce(path, e.toString());
    }
  }

  private void warnOnce(Path path, String reason) {
    if (warned.add(path)) {
      log.warn("{} was ignored: {}", path, reason);
    }
  }

  /** One look at everything. */
  private final class Look {

    final Map<Path, Known> visited = new HashMap<>();
    private final Map<Path, Optional<FileStat>> files = new HashMap<>();
    private final Map<Path, Map<Path, FileStat>> rotated = new HashMap<>();

    void stat(Path path) throws IOException {
      disk.stat(path).ifPresent(stat -> files.put(path, Optional.of(stat)));
    }

    void visit(Path path, BasicFileAttributes attributes) {
      Known before = known.get(path);
      if (before == null && selection.excludes(path)) {
        return;
      }
      if (!attributes.isRegularFile()) {
        warnOnce(path, "is not a regular file");
        return;
      }
      Known now = Known.of(attributes, before, () -> names.live(path));
      visited.put(path, now);
      if (now.live().equals(path)) {
        files.putIfAbsent(path, Optional.of(now.stat()));
      } else {
        rotated.computeIfAbsent(now.live(), live -> new HashMap<>()).put(path, now.stat());
      }
    }

    Map<Path, Sighting> sightings() {
      Map<Path, Sighting> sightings = new HashMap<>();
      files.forEach((path, file) -> sightings.put(path, new Sighting(file, Map.of())));
      rotated.forEach(
          (live, found) ->
              sightings.put(live, new Sighting(files.computeIfAbsent(live, this::statOf), found)));
      return sightings;
    }

    private Optional<FileStat> statOf(Path path) {
      try {
        return disk.stat(path);
      } catch (IOException e) {
        failed(path, e);
        return Optional.empty();
      }
    }
  }

  /** What the last look found of a path: most files are as they were. */
  private record Known(Path live, @Nullable Object key, FileStat stat) {

    static Known of(BasicFileAttributes attributes, @Nullable Known before, Supplier<Path> live) {
      if (before == null) {
        return new Known(live.get(), attributes.fileKey(), FileStat.of(attributes));
      }
      return before.isStill(attributes)
          ? before
          : new Known(before.live, attributes.fileKey(), FileStat.of(attributes));
    }

    private boolean isStill(BasicFileAttributes attributes) {
      return stat.size() == attributes.size()
          && stat.modified().equals(attributes.lastModifiedTime())
          && Objects.equals(key, attributes.fileKey());
    }
  }
}
