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
import java.util.stream.Stream;
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
  private final Map<Path, Known> known = new HashMap<>();
  private Map<Path, Optional<FileStat>> unlisted = new HashMap<>();
  private Map<Path, Sighting> sightings = Map.of();
  private int changes;

  FileSet(PathSelection selection, RotatedNames names, Disk disk) {
    this.selection = selection;
    this.names = names;
    this.disk = disk;
    literal().forEach(path -> unlisted.put(path, Optional.empty()));
  }

  private Stream<Path> literal() {
    return selection.included().stream().filter(PathGlob::isLiteral).map(PathGlob::base);
  }

  /**
   * Looks for files.
   *
   * @return the live paths; one whose rotated files were found may have no file. The same map as
   *     before if nothing changed: that is so most of the time, and there may be many files
   */
  Map<Path, Sighting> scan() {
    var look = new Look();
    int changesNow = names.changes();
    if (changes != changesNow) {
      known.clear(); // other paths are live now
      changes = changesNow;
      look.isNews = true;
    }
    for (PathGlob glob : selection.included()) {
      if (!glob.isLiteral()) {
        look.walk(glob);
      }
    }
    if (look.hasNews()) {
      known.values().removeIf(path -> path.seenBy != look);
      sightings = sightings();
    }
    return sightings;
  }

  private Map<Path, Sighting> sightings() {
    Map<Path, Optional<FileStat>> files = new HashMap<>();
    Map<Path, Map<Path, FileStat>> rotated = new HashMap<>();
    known.forEach(
        (path, file) -> {
          if (file.live.equals(path)) {
            files.put(path, Optional.of(file.stat));
          } else {
            rotated.computeIfAbsent(file.live, live -> new HashMap<>()).put(path, file.stat);
          }
        });
    unlisted = unlisted(files.keySet(), rotated.keySet());
    Map<Path, Sighting> found = new HashMap<>();
    files.forEach((path, file) -> found.put(path, new Sighting(file, Map.of())));
    unlisted.forEach(
        (path, file) -> {
          if (file.isPresent()) {
            found.put(path, new Sighting(file, Map.of()));
          }
        });
    rotated.forEach(
        (live, others) -> {
          Optional<FileStat> file = files.getOrDefault(live, unlisted.get(live));
          found.put(live, new Sighting(file == null ? Optional.empty() : file, others));
        });
    return found;
  }

  // Paths without wildcards, and those whose rotated files were found but not they themselves.
  private Map<Path, Optional<FileStat>> unlisted(Set<Path> files, Set<Path> rotated) {
    Map<Path, Optional<FileStat>> stats = new HashMap<>();
    literal().forEach(path -> stats.put(path, stat(path)));
    for (Path live : rotated) {
      if (!files.contains(live)) {
        stats.computeIfAbsent(live, this::stat);
      }
    }
    return stats;
  }

  private Optional<FileStat> stat(Path path) {
    try {
      return disk.stat(path);
    } catch (IOException e) {
      failed(path, e);
      return Optional.empty();
    }
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

  /** One look at everything: finds out whether it is as it was. */
  private final class Look {

    private int found;
    boolean isNews;

    void walk(PathGlob glob) {
      try {
        glob.walk((path, attributes) -> visit(glob, path, attributes), FileSet.this::failed);
      } catch (IOException e) {
        failed(glob.base(), e);
      }
    }

    private void visit(PathGlob glob, Path path, BasicFileAttributes attributes) {
      Known file = known.get(path);
      if (file == null && (!glob.matches(path) || selection.excludes(path))) {
        return;
      }
      if (!attributes.isRegularFile()) {
        warnOnce(path, "is not a regular file");
      } else if (file == null) {
        count(known.computeIfAbsent(path, p -> new Known(names.live(p), attributes)));
        isNews = true;
      } else {
        isNews |= file.hasChanged(attributes);
        count(file);
      }
    }

    private void count(Known file) {
      if (file.seenBy != this) {
        file.seenBy = this;
        found++;
      }
    }

    boolean hasNews() {
      return isNews || found < known.size() || hasUnlistedNews();
    }

    private boolean hasUnlistedNews() {
      for (Map.Entry<Path, Optional<FileStat>> path : unlisted.entrySet()) {
        if (!stat(path.getKey()).equals(path.getValue())) {
          return true;
        }
      }
      return false;
    }
  }

  /** What the last look found of a path: most files are as they were. */
  private static final class Known {

    final Path live;
    private @Nullable Object key;
    FileStat stat;
    @Nullable Look seenBy;

    Known(Path live, BasicFileAttributes attributes) {
      this.live = live;
      this.key = attributes.fileKey();
      this.stat = FileStat.of(attributes);
    }

    /** Takes over what is there now. */
    boolean hasChanged(BasicFileAttributes now) {
      boolean isSame =
          stat.size() == now.size()
              && stat.modified().equals(now.lastModifiedTime())
              && Objects.equals(key, now.fileKey());
      if (!isSame) {
        key = now.fileKey();
        stat = FileStat.of(now);
      }
      return !isSame;
    }
  }
}
