package io.millrace.connect.http.listen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records on their way from the server's thread to the task's: so many, so many bytes, and no more.
 * Thread-safe.
 */
final class Inbox<R> {

  private final int mostRecords;
  private final long mostBytes;
  private final Deque<Received<R>> waiting = new ArrayDeque<>();
  private long bytes;

  Inbox(int mostRecords, long mostBytes) {
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  /** Takes all of a request or nothing. One request fits into an empty box, whatever its size. */
  synchronized boolean offer(List<Received<R>> records) {
    long more = records.stream().mapToLong(Received::bytes).sum();
    boolean fits =
        waiting.isEmpty()
            || waiting.size() + records.size() <= mostRecords && bytes + more <= mostBytes;
    if (fits) {
      waiting.addAll(records);
      bytes += more;
      notifyAll();
    }
    return fits;
  }

  /** The next records; waits for the first one. */
  synchronized List<Received<R>> take(int most, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (waiting.isEmpty() && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = until - System.nanoTime();
    }
    List<Received<R>> taken = new ArrayList<>(Math.min(most, waiting.size()));
    while (!waiting.isEmpty() && taken.size() < most) {
      Received<R> next = waiting.removeFirst();
      bytes -= next.bytes();
      taken.add(next);
    }
    return taken;
  }

  synchronized boolean isFull() {
    return waiting.size() >= mostRecords || bytes >= mostBytes;
  }

  synchronized int size() {
    return waiting.size();
  }
}
