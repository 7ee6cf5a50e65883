package io.millrace.quickstart.demo;

import java.time.Duration;

/**
 * How much a flow writes.
 *
 * @param events in all
 * @param perSecond as evenly as a flow's system writes
 */
public record Load(long events, int perSecond) {

  Duration time() {
    return Duration.ofMillis(events * 1000 / perSecond);
  }
}
