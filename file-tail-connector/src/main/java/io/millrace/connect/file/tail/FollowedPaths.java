package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths a task follows, in the order in which they get their turn. Used under a lock. */
final class FollowedPaths {

  private static final Logger log = LoggerFactory.getLogger(FollowedPaths.class);

  private final FileTailSetup setup;
  private final Surroundings around;
  private final OpenFiles open;
  private final Map<Path, FollowedPath> byPath = new HashMap<>();
  private final List<FollowedPath> inTurn = new ArrayList<>();
  private final DepartedPaths departed;
  private final ForgottenPaths forgotten = new ForgottenPaths();
  private final Set<Path> oldFiles = new HashSet<>();
  private Map<Path, Sighting> lastFound = Map.of();
  private boolean wasScanned;

  FollowedPaths(FileTailSetup setup, Surroundings around) {
    this.setup = setup;
    this.around = around;
    this.open = new OpenFiles(around.rules().maxOpenFiles());
    this.departed = new DepartedPaths(around.rules().mostRemembered());
  }

  List<FollowedPath> inTurn() {
    return inTurn;
  }

  @Nullable FollowedPath of(Path path) {
    return byPath.get(path);
  }

  /** Those of which it is not known yet where an earlier task stopped. */
  List<FollowedPath> awaitingOffset() {
    return inTurn.stream().filter(FollowedPath::awaitsOffset).toList();
  }

  /**
   * Tells all paths what was found of them, and follows new ones.
   *
   * @param found the same map as before if nothing changed
   */
  void found(Map<Path, Sighting> found) {
    if (!wasScanned) {
      found.values().forEach(sighting -> oldFiles.addAll(sighting.rotated().keySet()));
    }
    boolean isNews = found != lastFound;
    long now = around.clock().millis();
    Set<FollowedPath> gone = new LinkedHashSet<>();
    for (FollowedPath path : inTurn) {
      if (isNews) {
        path.found(found.getOrDefault(path.follower().path(), Sighting.NOTHING));
      }
      attendToFound(path);
      path.lagAge(now);
      closeIfInactive(path, now);
      if (path.isGone()) {
        gone.add(path);
      }
    }
    depart(gone, found);
    if (isNews) {
      lastFound = found;
      followNew(found);
    }
    if (!wasScanned && inTurn.isEmpty()) {
      log.info("No file matches yet; looking again regularly");
    }
    wasScanned = true;
  }

  // What was never read is held open from the first look on.
  private void attendToFound(FollowedPath path) {
    if (path.follower().isResumed() || open.hasRoom()) {
      long before = path.follower().openFiles();
      path.attendToFound();
      if (path.follower().openFiles() != before) {
        open.used(path.follower());
      }
    }
  }

  private void depart(Set<FollowedPath> gone, Map<Path, Sighting> found) {
    if (gone.isEmpty()) {
      return;
    }
    departed.followed(inTurn.size());
    inTurn.removeAll(gone);
    for (FollowedPath path : gone) {
      byPath.remove(path.follower().path());
      departed.add(path);
    }
    departed.forgetEldest(
        found,
        path -> {
          path.follower().release();
          around.names().forget(path.follower().path());
          forgotten.add(path.follower().path());
        });
  }

  // In an order that is the same each time.
  private void followNew(Map<Path, Sighting> found) {
    List<Map.Entry<Path, Sighting>> others =
        found.entrySet().stream()
            .filter(entry -> !byPath.containsKey(entry.getKey()))
            .sorted(order())
            .toList();
    if (others.isEmpty()) {
      return;
    }
    Map<FileId, Path> firstNames = firstNames(found);
    for (Map.Entry<Path, Sighting> other : others) {
      Path path = other.getKey();
      Sighting sighting = other.getValue();
      Path first = sighting.file().map(file -> firstNames.get(file.id())).orElse(path);
      if (setup.owns().test(around.names().family(first))) {
        follow(path, sighting);
      }
    }
  }

  private Comparator<Map.Entry<Path, Sighting>> order() {
    Comparator<Map.Entry<Path, Sighting>> byName = Map.Entry.comparingByKey();
    return switch (around.rules().order()) {
      case FAIR -> byName;
      case OLDEST_FIRST ->
          Comparator.<Map.Entry<Path, Sighting>, FileTime>comparing(
                  entry -> entry.getValue().oldest())
              .thenComparing(byName);
    };
  }

  // All names of a file are one task's, which reads it under one of them.
  private static Map<FileId, Path> firstNames(Map<Path, Sighting> found) {
    Map<FileId, Path> firstNames = new HashMap<>();
    found.forEach(
        (path, sighting) ->
            sighting
                .file()
                .map(FileStat::id)
                .filter(FileId::isKnown)
                .ifPresent(id -> firstNames.merge(id, path, FollowedPaths::first)));
    return firstNames;
  }

  private static Path first(Path one, Path other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void follow(Path path, Sighting sighting) {
    Optional<FollowedPath> former = departed.remove(path);
    FollowedPath added = former.orElseGet(() -> newlyFollowed(path, sighting));
    byPath.put(path, added);
    inTurn.add(added);
    if (former.isPresent()) {
      added.cameBack(sighting, around.clock().millis());
    } else {
      around.names().follow(path);
    }
    around.names().occupy(path);
    if (open.hasRoom()) {
      added.look();
      open.used(added.follower());
    }
  }

  private FollowedPath newlyFollowed(Path path, Sighting sighting) {
    TailRules rules = around.rules();
    return new FollowedPath(
        new Follower(path, forgotten.contains(path), around),
        new LineDecoder(setup.lines(), path, around.clock()),
        setup.sinks().apply(path),
        new Pace(rules.idleBackoffMax(), rules.scanInterval()),
        sighting,
        isIgnored(sighting) ? StartPosition.END : start(path));
  }

  // Only files that were there when the task started can be begun at their end.
  private StartPosition start(Path path) {
    boolean wasThere = !wasScanned || oldFiles.contains(path) && !forgotten.contains(path);
    return wasThere ? around.rules().start() : StartPosition.BEGINNING;
  }

  private boolean isIgnored(Sighting sighting) {
    long now = around.clock().millis();
    Optional<Duration> limit = around.rules().ignoreOlder();
    return limit.isPresent()
        && sighting
            .file()
            .filter(file -> file.modified().toMillis() < now - limit.get().toMillis())
            .isPresent();
  }

  private void closeIfInactive(FollowedPath path, long now) {
    Optional<Duration> limit = around.rules().closeInactive();
    if (limit.isPresent() && path.millisInactive(now) >= limit.get().toMillis()) {
      path.follower().closeIdle();
      open.used(path.follower());
    }
  }

  /** A path was read, and may have opened files. */
  void wasRead(FollowedPath path, long now) {
    path.lagAge(now);
    open.used(path.follower());
  }

  /** Begins paths where earlier tasks stopped. */
  void startAt(List<FollowedPath> paths, Map<Path, FileOffset> stored) {
    expect(paths, stored);
    RotatedNames names = around.names();
    for (FollowedPath path : paths) {
      path.rotated().stream().filter(stored::containsKey).forEach(names::wasFollowed);
      Optional<FileOffset> offset = storedOf(path, stored);
      if (offset.isEmpty() && path.isVacant(names)) {
        names.vacate(path.follower().path());
        forget(path);
      } else {
        path.startAt(offset);
      }
    }
  }

  // The next scan finds the files under their own names.
  private void forget(FollowedPath path) {
    path.follower().close();
    byPath.remove(path.follower().path());
    inTurn.remove(path);
    lastFound = Map.of();
  }

  // Numbers of files are given out again: what is surely so is claimed last, and wins.
  private static void expect(List<FollowedPath> paths, Map<Path, FileOffset> stored) {
    for (FollowedPath path : paths) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectFinished);
    }
    for (FollowedPath path : paths) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectRenamed);
    }
    for (FollowedPath path : paths) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectHeld);
    }
  }

  private static Optional<FileOffset> storedOf(FollowedPath path, Map<Path, FileOffset> stored) {
    return Optional.ofNullable(stored.get(path.follower().path()));
  }

  void close() {
    inTurn.forEach(path -> path.follower().close());
    inTurn.clear();
    byPath.clear();
    departed.clear();
  }
}
