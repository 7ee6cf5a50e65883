package io.millrace.quickstart.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions outside this process. */
public final class Await {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private Await() {}

  /**
   * Waits until a condition holds.
   *
   * @throws StartupException when the time is over
   */
  public static void until(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new StartupException(what + " took longer than " + patience.toSeconds() + " s.");
      }
      pause();
    }
  }

  /** Waits a moment between two looks. */
  public static void pause() {
    pause(INTERVAL);
  }

  /** Waits for some time. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }
}
