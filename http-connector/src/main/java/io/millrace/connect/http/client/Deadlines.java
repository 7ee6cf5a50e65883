package io.millrace.connect.http.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what takes longer than a fixed time, within a tenth of that time. One timer serves all,
 * since what starts first is due first. Used on the loop only.
 */
final class Deadlines {

  private final Loop loop;
  private final Duration limit;
  private final Duration step;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private boolean isTicking;

  Deadlines(Loop loop, Duration limit) {
    this.loop = loop;
    this.limit = limit;
    this.step = limit.dividedBy(10).plusMillis(1);
  }

  /** Runs the action unless the entry is cancelled in time. */
  Entry watch(Runnable action) {
    var entry = new Entry(System.nanoTime() + limit.toNanos(), action);
    while (!entries.isEmpty() && entries.getFirst().isCancelled) {
      entries.removeFirst();
    }
    entries.addLast(entry);
    if (!isTicking) {
      isTicking = true;
      loop.after(step, this::tick);
    }
    return entry;
  }

  private void tick() {
    long now = System.nanoTime();
    while (!entries.isEmpty()
        && (entries.getFirst().isCancelled || entries.getFirst().due - now <= 0)) {
      Entry entry = entries.removeFirst();
      if (!entry.isCancelled) {
        entry.action.run();
      }
    }
    isTicking = !entries.isEmpty();
    if (isTicking) {
      loop.after(step, this::tick);
    }
  }

  /** One thing that is being waited for. */
  static final class Entry {
    private final long due;
    private final Runnable action;
    private boolean isCancelled;

    private Entry(long due, Runnable action) {
      this.due = due;
      this.action = action;
    }

    void cancel() {
      isCancelled = true;
    }
  }
}
