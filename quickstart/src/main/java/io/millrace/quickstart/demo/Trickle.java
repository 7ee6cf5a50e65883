package io.millrace.quickstart.demo;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Writes events one by one at the pace of a load, on a thread of its own. */
final class Trickle implements AutoCloseable {

  /** Writes one event. */
  @FunctionalInterface
  interface Writer {
    void write(long number) throws Exception;
  }

  private final Thread thread;
  private volatile long written;
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  private Trickle(String name, Load load, Writer writer) {
    thread = new Thread(() -> run(load, writer), "demo-writer-" + name);
    thread.setDaemon(true);
  }

  /** Starts to write the events 1 to {@link Load#events}. */
  static Trickle started(String name, Load load, Writer writer) {
    var trickle = new Trickle(name, load, writer);
    trickle.thread.start();
    return trickle;
  }

  /** Events written so far; throws what ended the writing. */
  long written() {
    Exception failed = failure;
    if (failed != null) {
      throw new IllegalStateException("Writing event " + (written + 1) + " failed.", failed);
    }
    return written;
  }

  private void run(Load load, Writer writer) {
    long begun = System.nanoTime();
    try {
      for (long number = 1; number <= load.events() && !stopped; number++) {
        LockSupport.parkNanos(begun + load.dueNanos(number) - System.nanoTime());
        writer.write(number);
        written = number;
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
