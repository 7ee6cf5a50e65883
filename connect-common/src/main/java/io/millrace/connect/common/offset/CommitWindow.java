package io.millrace.connect.common.offset;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The longest acknowledged prefix of an ordered stream whose parts finish in any order.
 *
 * <p>Positions are admitted in order by one thread; they may be acknowledged by any thread.
 *
 * @param <P> a position, such as an offset
 */
public final class CommitWindow<P> {

  private final Deque<Entry<P>> entries = new ArrayDeque<>();
  private Optional<P> committable = Optional.empty();

  /** Admits the next position. Acknowledge it once everything up to it has been stored. */
  public synchronized Entry<P> admit(P position) {
    var entry = new Entry<>(this, position);
    entries.addLast(entry);
    return entry;
  }

  /** The last position of the acknowledged prefix; empty as long as the first one is pending. */
  public synchronized Optional<P> committable() {
    return committable;
  }

  /** How many positions lie behind the acknowledged prefix. */
  public synchronized int pending() {
    return entries.size();
  }

  private synchronized void acknowledge(Entry<P> entry) {
    entry.acknowledged = true;
    while (!entries.isEmpty() && entries.getFirst().acknowledged) {
      committable = Optional.of(entries.removeFirst().position);
    }
  }

  /** One admitted position. */
  public static final class Entry<P> {
    private final CommitWindow<P> window;
    private final P position;
    private boolean acknowledged;

    private Entry(CommitWindow<P> window, P position) {
      this.window = window;
      this.position = position;
    }

    /** Says that this position has been stored. A second call has no effect. */
    public void acknowledge() {
      window.acknowledge(this);
    }
  }
}
