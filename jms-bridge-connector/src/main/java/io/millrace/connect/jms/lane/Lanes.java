package io.millrace.connect.jms.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The running lanes of one task. */
public final class Lanes<R> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Lanes.class);

  private final Duration patience;
  private final List<Lane<R>> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * No lanes yet.
   *
   * @param patience how long a close waits for what lanes have begun
   */
  public Lanes(Duration patience) {
    this.patience = patience;
  }

  void start(String name, Lane<R> lane) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    var thread =
        new Thread(
            () -> {
              if (context != null) {
                MDC.setContextMap(context);
              }
              lane.run();
            },
            name);
    thread.setDaemon(true);
    thread.setContextClassLoader(Lanes.class.getClassLoader());
    lanes.add(lane);
    threads.add(thread);
    thread.start();
  }

  /** How many sessions are connected. */
  public int connected() {
    return (int) lanes.stream().filter(Lane::isConnected).count();
  }

  /** Lets lanes acknowledge what Kafka has, gives back the rest, and closes the connections. */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (thread.isAlive()) {
        log.warn("{} does not end in time and is interrupted", thread.getName());
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
