package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths the user wants to have followed, found by looking. */
final class FileSet {

  private static final Logger log = LoggerFactory.getLogger(FileSet.class);

  private final List<PathGlob> included;
  private final List<PathGlob> excluded;
  private final RotatedNames names;
  private final Disk disk;
  private final Set<Path> warned = new HashSet<>();

  FileSet(List<PathGlob> included, List<PathGlob> excluded, RotatedNames names, Disk disk) {
    this.included = included;
    this.excluded = excluded;
    this.names = names;
    this.disk = disk;
  }

  /** Whether the user named this path. */
  boolean includes(Path path) {
    return included.stream().anyMatch(glob -> glob.matches(path)) && !excludes(path);
  }

  /**
   * Looks for files.
   *
   * @return the live paths in order, each with the file that is there; a path whose rotated files
   *     were found may have none
   */
  Map<Path, Optional<FileStat>> scan() {
    Map<Path, Optional<FileStat>> found = new TreeMap<>();
    for (PathGlob glob : included) {
      try {
        if (glob.isLiteral()) {
          disk.stat(glob.base()).ifPresent(stat -> found.put(glob.base(), Optional.of(stat)));
        } else {
          glob.walk((path, attributes) -> visit(path, attributes, found), this::failed);
        }
      } catch (IOException e) {
        failed(glob.base(), e);
      }
    }
    return found;
  }

  private void visit(
      Path path, BasicFileAttributes attributes, Map<Path, Optional<FileStat>> found) {
    if (excludes(path)) {
      return;
    }
    Path live = names.live(path);
    if (!attributes.isRegularFile()) {
      warnOnce(path, "is not a regular file");
    } else if (live.equals(path)) {
      found.put(path, Optional.of(FileStat.of(attributes)));
    } else {
      found.computeIfAbsent(live, this::stat);
    }
  }

  private Optional<FileStat> stat(Path path) {
    try {
      return disk.stat(path);
    } catch (IOException e) {
      failed(path, e);
      return Optional.empty();
    }
  }

  private boolean excludes(Path path) {
    return excluded.stream().anyMatch(glob -> glob.matches(path));
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
}
