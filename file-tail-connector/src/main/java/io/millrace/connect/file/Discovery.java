package io.millrace.connect.file;

import io.millrace.connect.common.task.TaskShare;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A thread that scans regularly, also while the task waits for the producer: a file that comes and
 * goes meanwhile must be opened in time.
 */
final class Discovery implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Discovery.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Runnable scan;
  private final Duration interval;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  private Discovery(Runnable scan, Duration interval, String name) {
    this.scan = scan;
    this.interval = interval;
    Map<String, String> context = MDC.getCopyOfContextMap();
    this.thread = new Thread(() -> run(context), name);
    this.thread.setDaemon(true);
  }

  static Discovery started(Runnable scan, Duration interval, TaskShare share) {
    String name = "file-tail-discovery-" + share.connector() + "-" + share.index();
    var discovery = new Discovery(scan, interval, name);
    discovery.thread.start();
    return discovery;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(@Nullable Map<String, String> context) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    try {
      do {
        scanOnce();
      } while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void scanOnce() {
    try {
      scan.run();
    } catch (RuntimeException e) {
      log.error("Looking for files failed; trying again in {}", interval, e);
    }
  }
}
