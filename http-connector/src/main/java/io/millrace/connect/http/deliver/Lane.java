package io.millrace.connect.http.deliver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Records that wait for each other, and the request one of them is in. Used on the loop only. */
final class Lane {

  private final Object id;
  private final boolean isOrdered;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Deque<Batch> again = new ArrayDeque<>();
  private int inFlight;
  private final Set<Batch> delayed = new HashSet<>();
  private long lingersUntil;
  private boolean isQueued;

  Lane(Object id, boolean isOrdered) {
    this.id = id;
    this.isOrdered = isOrdered;
  }

  Object id() {
    return id;
  }

  Deque<Message> waiting() {
    return waiting;
  }

  /** Batches to be sent again before anything else. */
  Deque<Batch> again() {
    return again;
  }

  /** When the first of the waiting records has waited long enough for company. */
  long lingersUntil() {
    return lingersUntil;
  }

  void add(Message message, long linger) {
    if (waiting.isEmpty()) {
      lingersUntil = linger;
    }
    waiting.addLast(message);
  }

  /** Whether a request may be made of it now. */
  boolean isReady() {
    boolean isFree = !isOrdered || inFlight + delayed.size() == 0;
    return isFree && (!again.isEmpty() || !waiting.isEmpty());
  }

  boolean isEmpty() {
    return waiting.isEmpty() && again.isEmpty() && inFlight + delayed.size() == 0;
  }

  void sent() {
    inFlight++;
  }

  void answered() {
    inFlight--;
  }

  /** A batch waits for its next try; an ordered lane waits with it. */
  void delay(Batch batch) {
    delayed.add(batch);
  }

  /** The wait is over, unless the batch was dropped meanwhile; what was behind it still is. */
  void resume(Batch batch) {
    if (delayed.remove(batch)) {
      again.addFirst(batch);
    }
  }

  /** Marks it as standing in the queue; false if it already does. */
  boolean enqueue() {
    boolean wasQueued = isQueued;
    isQueued = true;
    return !wasQueued;
  }

  void dequeued() {
    isQueued = false;
  }

  /** Forgets records that are not being sent; returns them. */
  List<Message> drop(Predicate<Origin> dropped) {
    List<Message> gone = new ArrayList<>();
    drop(again, dropped, gone);
    drop(delayed, dropped, gone);
    for (var left = waiting.iterator(); left.hasNext(); ) {
      Message message = left.next();
      if (dropped.test(message.origin())) {
        gone.add(message);
        left.remove();
      }
    }
    return gone;
  }

  private static void drop(
      Collection<Batch> batches, Predicate<Origin> dropped, List<Message> gone) {
    for (var left = batches.iterator(); left.hasNext(); ) {
      Batch batch = left.next();
      if (dropped.test(batch.messages().get(0).origin())) {
        gone.addAll(batch.messages());
        left.remove();
      }
    }
  }
}
