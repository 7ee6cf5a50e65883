package io.millrace.connect.common.failure;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often, and how far apart, something may be tried again during one episode of failure.
 *
 * <p>Waits grow exponentially with full jitter: uniform between zero and {@code backoff * 2^n}, at
 * most {@code maxBackoff}. A success ends the episode. Not thread-safe.
 */
public final class RetryBudget {

  /** As {@code maxRetries}: try for ever. */
  public static final int UNLIMITED = -1;

  private final int maxRetries;
  private final Duration backoff;
  private final Duration maxBackoff;
  private final RandomGenerator random;
  private int used;

  public RetryBudget(
      int maxRetries, Duration backoff, Duration maxBackoff, RandomGenerator random) {
    this.maxRetries = maxRetries;
    this.backoff = backoff;
    this.maxBackoff = maxBackoff;
    this.random = random;
  }

  /** Takes one retry: how long to wait before it, or empty when none is left. */
  public Optional<Duration> next() {
    if (maxRetries != UNLIMITED && used >= maxRetries) {
      return Optional.empty();
    }
    long ceiling = ceilingMillis(used);
    used++;
    return Optional.of(Duration.ofMillis(1 + random.nextLong(Math.max(1, ceiling))));
  }

  /** Ends the episode after a success. */
  public void reset() {
    used = 0;
  }

  /** How many retries this episode has taken. */
  public int used() {
    return used;
  }

  private long ceilingMillis(int attempt) {
    long grown = backoff.toMillis() << Math.min(attempt, 20);
    return Math.min(grown, maxBackoff.toMillis());
  }
}
