package io.millrace.quickstart.demo;

/**
 * What has arrived at the end of a flow.
 *
 * @param events different ones
 * @param medianMillis from the writing of an event to the moment its reader can see it
 * @param p99Millis the same, of the slowest hundredth
 */
record Arrivals(long events, long medianMillis, long p99Millis) {

  /** Of two receivers of the same events the one that is behind. */
  Arrivals slower(Arrivals other) {
    return new Arrivals(
        Math.min(events, other.events),
        Math.max(medianMillis, other.medianMillis),
        Math.max(p99Millis, other.p99Millis));
  }
}
