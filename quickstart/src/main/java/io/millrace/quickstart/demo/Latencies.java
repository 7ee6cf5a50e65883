package io.millrace.quickstart.demo;

import org.HdrHistogram.ConcurrentHistogram;

/** How long events took. Safe for many threads. */
final class Latencies {

  private static final int DIGITS = 3;

  private final ConcurrentHistogram millis = new ConcurrentHistogram(DIGITS);
  private volatile long countedFrom;

  /** Only events written from now on count, in milliseconds since 1970. */
  void countFrom(long millisSince1970) {
    countedFrom = millisSince1970;
  }

  /** Notes an event that was written at a time and has arrived now. */
  void arrived(long writtenAt) {
    if (writtenAt >= countedFrom) {
      millis.recordValue(Math.max(0, System.currentTimeMillis() - writtenAt));
    }
  }

  Arrivals arrivals(long events) {
    return new Arrivals(events, millis.getValueAtPercentile(50), millis.getValueAtPercentile(99));
  }
}
