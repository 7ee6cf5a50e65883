package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles files whose lines are all in Kafka and that nobody has written to for a while: that they
 * are complete is told, then they are taken away.
 *
 * <p>Offsets are only asked for after a commit, so that nothing is asked while brokers are down.
 */
public final class Completion {

  private static final Logger log = LoggerFactory.getLogger(Completion.class);

  /** A file is held open while it is taken away, and until it is sure that it got no more. */
  private static final int MOST_AT_ONCE = 64;

  private final FileTail tail;
  private final StoredOffsets offsets;
  private final boolean isTold;
  private final Optional<Disposal> disposal;
  private final Duration idle;
  private final Clock clock;
  private final AtomicLong commits = new AtomicLong();
  private final Set<Path> warned = new HashSet<>();
  private Map<Path, Rest> resting = new HashMap<>();

  /**
   * Settles files of those that are followed.
   *
   * @param isTold whether the sink of the lines wants to know of complete files
   * @param disposal empty if they stay
   * @param idle how long they must not have changed
   */
  public Completion(
      FileTail tail,
      StoredOffsets offsets,
      boolean isTold,
      Optional<Disposal> disposal,
      Duration idle,
      Clock clock) {
    this.tail = tail;
    this.offsets = offsets;
    this.isTold = isTold;
    this.disposal = disposal;
    this.idle = idle;
    this.clock = clock;
  }

  /** Offsets were stored. Any thread; returns at once. */
  public void committed() {
    commits.incrementAndGet();
  }

  /** Settles what is complete now. Always the same thread, which may have to wait. */
  public void run() {
    List<Rest> due = due();
    if (due.isEmpty()) {
      return;
    }
    Map<Path, FileOffset> stored = offsets.of(due.stream().map(rest -> rest.file.path()).toList());
    for (Rest rest : due) {
      if (rest.file.isStoredBy(Optional.ofNullable(stored.get(rest.file.path())))) {
        settle(rest.file);
      }
    }
  }

  // What was told has an offset of its own, which is to be stored before the file is gone.
  private void settle(Resting file) {
    if (isUntold(file)) {
      tail.tellComplete(file);
    } else if (disposal.isPresent() && tail.holds(file)) {
      dispose(file, disposal.get());
    }
  }

  private boolean isUntold(Resting file) {
    return isTold && !file.end().isCompleted();
  }

  private List<Rest> due() {
    long now = clock.millis();
    long commit = commits.get();
    Map<Path, Rest> still = new HashMap<>();
    List<Rest> candidates = new ArrayList<>();
    for (Resting file : tail.resting()) {
      Rest known = resting.get(file.path());
      Rest rest = known != null && known.isOf(file, now) ? known : new Rest(file, now);
      rest.file = file;
      still.put(file.path(), rest);
      boolean isToSettle = disposal.isPresent() || isUntold(file);
      if (isToSettle && now - rest.since >= idle.toMillis() && rest.asked < commit) {
        candidates.add(rest);
      }
    }
    resting = still;
    return inTurn(candidates, commit);
  }

  // Those that were asked for least recently: some may never be settled.
  private static List<Rest> inTurn(List<Rest> candidates, long commit) {
    List<Rest> due =
        candidates.stream()
            .sorted(Comparator.comparingLong(rest -> rest.asked))
            .limit(MOST_AT_ONCE)
            .toList();
    due.forEach(rest -> rest.asked = commit);
    return due;
  }

  // What stands in the way may be gone after the next commit.
  private void dispose(Resting file, Disposal disposal) {
    try {
      disposal.take(file.place(), file.stat());
      warned.remove(file.place());
    } catch (IOException e) {
      if (warned.add(file.place())) {
        log.warn(
            "File {} was read to its end but stays where it is: {}", file.place(), e.toString());
      }
    }
  }

  /** How long a file has been the same, and the commit after which its offset was asked for. */
  private static final class Rest {

    Resting file;
    final long since;
    long asked = -1;

    Rest(Resting file, long since) {
      this.file = file;
      this.since = since;
    }

    boolean isOf(Resting now, long time) {
      return file.stat().equals(now.stat()) && since <= time;
    }
  }
}
