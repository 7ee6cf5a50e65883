package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Paths whose files were read to their ends and are gone. The latest are remembered: a file may
 * come back, or another take its place.
 */
final class DepartedPaths {

  private int most;
  private final Map<Path, FollowedPath> eldestFirst = new LinkedHashMap<>();

  DepartedPaths(int most) {
    this.most = most;
  }

  /** So many were followed at once: all of them may go for a moment, and come back. */
  void followed(int paths) {
    most = Math.max(most, paths);
  }

  void add(FollowedPath path) {
    eldestFirst.put(path.follower().path(), path);
  }

  /** A file is at this path again. */
  Optional<FollowedPath> remove(Path path) {
    return Optional.ofNullable(eldestFirst.remove(path));
  }

  /**
   * Forgets the eldest of too many, but not those whose files have other names among those found:
   * what was read of them is not to be read again.
   */
  void forgetEldest(Map<Path, Sighting> found, Consumer<FollowedPath> forgotten) {
    int tooMany = eldestFirst.size() - most;
    if (tooMany <= 0) {
      return;
    }
    Set<FileId> present = ids(found);
    Iterator<FollowedPath> eldest = eldestFirst.values().iterator();
    while (tooMany > 0 && eldest.hasNext()) {
      FollowedPath path = eldest.next();
      if (!path.follower().hasFinishedOneOf(present)) {
        eldest.remove();
        forgotten.accept(path);
        tooMany--;
      }
    }
  }

  private static Set<FileId> ids(Map<Path, Sighting> found) {
    Set<FileId> ids = new HashSet<>();
    for (Sighting sighting : found.values()) {
      sighting.file().map(FileStat::id).ifPresent(ids::add);
      sighting.rotated().values().forEach(stat -> ids.add(stat.id()));
    }
    return ids;
  }

  void clear() {
    eldestFirst.clear();
  }
}
