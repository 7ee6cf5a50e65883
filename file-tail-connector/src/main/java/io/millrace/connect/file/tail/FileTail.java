package io.millrace.connect.file.tail;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Follows a set of files. Thread-safe: one thread scans, another reads, and a scan gets its turn
 * between two reads even while nobody reads.
 */
public final class FileTail implements Closeable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final FileSet files;
  private final Surroundings around;
  private final StoredOffsets offsets;
  private final FollowedPaths paths;
  private final ReadBuffer buffer;
  private int turn;
  private boolean isClosed;

  private FileTail(FileTailSetup setup, FileSet files, Surroundings around) {
    this.files = files;
    this.around = around;
    this.offsets = setup.offsets();
    this.paths = new FollowedPaths(setup, around);
    this.buffer = new ReadBuffer(setup.lines().longestRead());
  }

  public static FileTail of(FileTailSetup setup, Clock clock) {
    return of(setup, clock, new LocalDisk());
  }

  static FileTail of(FileTailSetup setup, Clock clock, Disk disk) {
    var selection = new PathSelection(setup.included(), setup.excluded());
    TailRules rules = setup.rules();
    var names = new RotatedNames(rules.rotation(), selection);
    return new FileTail(
        setup,
        new FileSet(selection, names, disk),
        new Surroundings(
            disk,
            new Claims(disk),
            new Archives(disk, rules.rotation().quiet(), setup.counters().damaged(), clock),
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
      if (!isClosed) {
        paths.found(found);
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Reads lines into the sinks until they are full or there are none for now. */
  public void read(BooleanSupplier isFull) {
    lookUpOffsets();
    lock.lock();
    try {
      List<FollowedPath> inTurn = paths.inTurn();
      long now = around.clock().millis();
      int last = turn + inTurn.size();
      while (turn < last && !isFull.getAsBoolean()) {
        FollowedPath path = inTurn.get(turn++ % inTurn.size());
        if (path.isDue(now) && !path.awaitsOffset()) {
          path.read(buffer, now);
          paths.wasRead(path, now);
        }
      }
      boolean isFair = around.rules().order() == ReadOrder.FAIR;
      turn = isFair && !inTurn.isEmpty() ? turn % inTurn.size() : 0;
    } finally {
      lock.unlock();
    }
  }

  // The stored offsets are looked up without the lock: it is a call to the cluster.
  private void lookUpOffsets() {
    List<FollowedPath> waiting = awaitingOffset();
    if (waiting.isEmpty()) {
      return;
    }
    Set<Path> asked = new HashSet<>();
    for (FollowedPath path : waiting) {
      asked.add(path.follower().path());
      asked.addAll(path.rotated()); // they may have been files of their own
    }
    Map<Path, FileOffset> stored = offsets.of(asked);
    lock.lock();
    try {
      paths.startAt(waiting, stored);
    } finally {
      lock.unlock();
    }
  }

  private List<FollowedPath> awaitingOffset() {
    lock.lock();
    try {
      return paths.awaitingOffset();
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
      for (FollowedPath path : paths.inTurn()) {
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

  /** The files that were read to their end, apart from rotated ones. */
  List<Resting> resting() {
    lock.lock();
    try {
      return paths.inTurn().stream().flatMap(path -> path.resting().stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Whether that is still so, and what is written to the file will be read without its path. */
  boolean holds(Resting file) {
    lock.lock();
    try {
      FollowedPath path = paths.of(file.path());
      return path != null && path.holds(file);
    } finally {
      lock.unlock();
    }
  }

  /** Has the reader tell that a file is complete, if it is still at its end. */
  void tellComplete(Resting file) {
    lock.lock();
    try {
      FollowedPath path = paths.of(file.path());
      if (path != null) {
        path.endsAt(file);
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How far everything is read now. */
  public TailProgress progress() {
    lock.lock();
    try {
      return TailProgress.of(paths.inTurn(), around.clock().millis());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      paths.close();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
