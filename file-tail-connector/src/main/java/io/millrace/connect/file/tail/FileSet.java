package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths the user wants to have followed, found by looking. */
final class FileSet {

  private static final Logger log = LoggerFactory.getLogger(FileSet.class);

  private final PathSelection selection;
  private final RotatedNames names;
  private final Disk disk;
  private final Set<Path> warned = new HashSet<>();

  FileSet(PathSelection selection, RotatedNames names, Disk disk) {
    this.selection = selection;
    this.names = names;
    this.disk = disk;
  }

  /**
   * Looks for files.
   *
   * @return the live paths in order; one whose rotated files were found may have no file
   */
  Map<Path, Sighting> scan() {
    Map<Path, Sighting> found = new TreeMap<>();
    for (PathGlob glob : selection.included()) {
      try {
        if (glob.isLiteral()) {
          disk.stat(glob.base())
              .ifPresent(stat -> found.put(glob.base(), Sighting.of(Optional.of(stat))));
        } else {
          glob.walk((path, attributes) -> visit(path, attributes, found), this::failed);
        }
      } catch (IOException e) {
        failed(glob.base(), e);
      }
    }
    return found;
  }

  private void visit(Path path, BasicFileAttributes attributes, Map<Path, Sighting> found) {
    if (selection.excludes(path)) {
      return;
    }
    Path live = names.live(path);
    if (!attributes.isRegularFile()) {
      warnOnce(path, "is not a regular file");
    } else if (live.equals(path)) {
      found.computeIfAbsent(path, p -> Sighting.of(Optional.of(FileStat.of(attributes))));
    } else {
      found
          .computeIfAbsent(live, p -> Sighting.of(stat(p)))
          .rotated()
          .put(path, FileStat.of(attributes));
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
