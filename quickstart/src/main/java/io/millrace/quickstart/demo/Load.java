package io.millrace.quickstart.demo;

import java.time.Duration;

/**
 * How much a flow writes.
 *
 * @param events in all
 * @param perSecond as evenly as a flow's system writes
 * @param warmUp how long the rate takes to grow from nothing, while the JVMs compile their code
 */
public record Load(long events, int perSecond, Duration warmUp) {

  private static final double NANOS = 1e9;

  /** When an event is to be written, in nanoseconds since the first one. */
  long dueNanos(long number) {
    double growing = warmUp.toNanos() / NANOS;
    double written = perSecond * growing / 2; // half of what the full rate would have made
    double seconds =
        number <= written
            ? Math.sqrt(2 * growing * number / perSecond)
            : growing + (number - written) / perSecond;
    return (long) (seconds * NANOS);
  }

  Duration time() {
    return Duration.ofNanos(dueNanos(events));
  }
}
