package io.millrace.quickstart.stack;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the main thread, and keeps the JVM alive until that
 * thread has stopped what it started.
 */
public final class OrderlyExit extends Thread {

  private final Thread main;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile int code = 1;

  private OrderlyExit(Thread main) {
    super("millrace-exit");
    this.main = main;
  }

  /** From now on. */
  public static OrderlyExit ofThisThread() {
    var exit = new OrderlyExit(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(exit);
    return exit;
  }

  /** Everything is stopped; the code the JVM is to exit with. */
  public int with(int exitCode) {
    code = exitCode;
    done.countDown();
    return exitCode;
  }

  @Override
  public void run() {
    if (done.getCount() == 0) {
      return;
    }
    main.interrupt();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }
}
