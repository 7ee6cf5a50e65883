package io.millrace.connect.file.tail;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a set of files. Thread-safe: one thread scans, another reads, and a scan gets its turn
 * between two reads even while nobody reads.
 */
public final class FileTail implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(FileTail.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<Path, FollowedPath> followed = new LinkedHashMap<>();
  private final List<FollowedPath> inTurn = new ArrayList<>();
  private final FileSet files;
  private final Surroundings around;
  private final LineRules lines;
  private final Predicate<Path> owns;
  private final StoredOffsets offsets;
  private final Function<Path, LineSink> sinks;
  private final OpenFiles open;
  private final ReadBuffer buffer;
  private final Set<Path> oldFiles = new HashSet<>();
  private final TailProgress progress = new TailProgress();
  private int turn;
  private boolean wasScanned;
  private boolean isClosed;

  private FileTail(FileTailSetup setup, FileSet files, Surroundings around) {
    this.files = files;
    this.around = around;
    this.lines = setup.lines();
    this.owns = setup.owns();
    this.offsets = setup.offsets();
    this.sinks = setup.sinks();
    this.open = new OpenFiles(around.rules().maxOpenFiles());
    this.buffer = new ReadBuffer(lines.longestRead());
  }

  public static FileTail of(FileTailSetup setup, Clock clock) {
    return of(setup, clock, new LocalDisk());
  }

  static FileTail of(FileTailSetup setup, Clock clock, Disk disk) {
    var selection = new PathSelection(setup.included(), setup.excluded());
    TailRules rules = setup.rules();
    var names = new RotatedNames(rules.rotatedSuffix(), rules.compression(), selection);
    var files = new FileSet(selection, names, disk);
    return new FileTail(
        setup,
        files,
        new Surroundings(
            disk,
            new Claims(disk),
            new Archives(disk, rules.rotateWait(), setup.counters().damaged(), clock),
            names,
            rules,
            selection,
            setup.counters(),
            clock));
  }

  /** Looks for new, rotated and grown files. */
  public void scan() {
    Map<Path, Sighting> found = files.scan();
    lock.lock();
    try {
      if (isClosed) {
        return;
      }
      if (!wasScanned) {
        found.values().forEach(sighting -> oldFiles.addAll(sighting.rotated().keySet()));
      }
      Map<FileId, Path> firstNames = new HashMap<>();
      found.forEach(
          (path, sighting) -> {
            Optional<FileStat> file = sighting.file();
            Path first = file.map(stat -> firstName(firstNames, stat.id(), path)).orElse(path);
            found(path, sighting, first);
          });
      followed.values().stream()
          .filter(path -> !found.containsKey(path.follower().path()))
          .forEach(path -> path.seen(Sighting.NOTHING));
      if (!wasScanned && followed.isEmpty()) {
        log.info("No file matches yet; looking again regularly");
      }
      wasScanned = true;
      measure();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Reads lines into the sinks until they are full or there are none for now. */
  public void read(BooleanSupplier isFull) {
    lookUpOffsets();
    lock.lock();
    try {
      long now = around.clock().millis();
      int last = turn + inTurn.size();
      while (turn < last && !isFull.getAsBoolean()) {
        FollowedPath path = inTurn.get(turn++ % inTurn.size());
        if (path.isDue(now) && !path.awaitsOffset()) {
          path.read(buffer, now);
          open.used(path.follower());
        }
      }
      turn = inTurn.isEmpty() ? 0 : turn % inTurn.size();
      measure();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there may be something to read, at most so long. */
  public void await(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long now = around.clock().millis();
      long wait = atMost.toMillis();
      for (FollowedPath path : inTurn) {
        wait = Math.min(wait, path.millisUntilDue(now));
      }
      if (wait > 0 && !isClosed) {
        news.await(wait, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a file at this path would be read. */
  public boolean follows(Path path) {
    PathSelection selection = around.selection();
    return selection.includes(path) || selection.includes(around.names().live(path));
  }

  /** The files at their paths that were read to their end. */
  List<Resting> resting() {
    lock.lock();
    try {
      return inTurn.stream().flatMap(path -> path.follower().resting().stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Whether that is still so, and what is written to the file will be read without its path. */
  boolean holds(Resting file) {
    lock.lock();
    try {
      FollowedPath path = followed.get(file.path());
      return path != null && path.holds(file);
    } finally {
      lock.unlock();
    }
  }

  public TailProgress progress() {
    return progress;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      inTurn.forEach(path -> path.follower().close());
      inTurn.clear();
      followed.clear();
      measure();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Path firstName(Map<FileId, Path> firstNames, FileId id, Path path) {
    Path first = id.isKnown() ? firstNames.putIfAbsent(id, path) : null;
    return first == null ? path : first;
  }

  // All names of a file are one task's, which reads it under one of them.
  private void found(Path path, Sighting sighting, Path firstName) {
    FollowedPath known = followed.get(path);
    if (known != null) {
      known.seen(sighting);
    } else if (owns.test(firstName)) {
      FollowedPath added = newlyFollowed(path, sighting);
      followed.put(path, added);
      inTurn.add(added);
      if (open.hasRoom()) {
        added.look();
        open.used(added.follower());
      }
    }
  }

  // Only files that were there when the task started can be begun at their end.
  private FollowedPath newlyFollowed(Path path, Sighting sighting) {
    TailRules rules = around.rules();
    boolean isOld = !wasScanned || oldFiles.contains(path);
    return new FollowedPath(
        new Follower(path, around),
        new LineDecoder(lines, path, around.clock()),
        sinks.apply(path),
        new Pace(rules.idleBackoffMax(), rules.scanInterval()),
        sighting,
        isOld ? rules.start() : StartPosition.BEGINNING);
  }

  // Not under the lock: it is a call to the cluster.
  private void lookUpOffsets() {
    List<FollowedPath> waiting = awaitingOffset();
    if (waiting.isEmpty()) {
      return;
    }
    Map<Path, FileOffset> stored =
        offsets.of(waiting.stream().map(path -> path.follower().path()).toList());
    lock.lock();
    try {
      expect(waiting, stored);
      for (FollowedPath path : waiting) {
        Optional<FileOffset> offset = storedOf(path, stored);
        if (offset.isEmpty() && path.isVacant(around.names())) {
          forget(path);
        } else {
          path.startAt(offset);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  // The next scan finds the files under their own names.
  private void forget(FollowedPath path) {
    Path vacant = path.follower().path();
    around.names().isVacant(vacant);
    path.follower().close();
    followed.remove(vacant);
    inTurn.remove(path);
  }

  // Numbers of files are given out again: what is surely so is claimed last, and wins.
  private static void expect(List<FollowedPath> waiting, Map<Path, FileOffset> stored) {
    for (FollowedPath path : waiting) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectFinished);
    }
    for (FollowedPath path : waiting) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectRenamed);
    }
    for (FollowedPath path : waiting) {
      storedOf(path, stored).ifPresent(path.follower().held()::expectHeld);
    }
  }

  private static Optional<FileOffset> storedOf(FollowedPath path, Map<Path, FileOffset> stored) {
    return Optional.ofNullable(stored.get(path.follower().path()));
  }

  private List<FollowedPath> awaitingOffset() {
    lock.lock();
    try {
      return inTurn.stream().filter(FollowedPath::awaitsOffset).toList();
    } finally {
      lock.unlock();
    }
  }

  private void measure() {
    progress.measure(inTurn, around.clock().millis());
  }
}
