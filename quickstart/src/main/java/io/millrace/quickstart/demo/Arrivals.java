package io.millrace.quickstart.demo;

/**
 * What has arrived at the end of a flow.
 *
 * @param events different ones
 * @param medianMillis from the writing of an event to the moment its reader can see it
 * @param p99Millis the same, of the slowest hundredth
 */
record Arrivals(long events, long medianMillis, long p99Millis) {}
