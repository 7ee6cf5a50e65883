package io.millrace.quickstart.demo;

import java.util.List;
import java.util.Optional;

/**
 * One way of data from one system to another: what writes at its start, and what arrives at its
 * end. Used by one thread.
 */
interface Flow extends AutoCloseable {

  /** Its short name, such as {@code F1}. */
  String name();

  /** From where to where, in a few words. */
  String route();

  /** The connectors it needs: names of files in {@code docs/examples}, without {@code .json}. */
  List<String> connectors();

  /** Creates tables, topics and queues, before its connectors start. */
  void prepare() throws Exception;

  /** Waits for what a connector still does when its tasks are RUNNING. */
  default void awaitReady() {}

  /**
   * Begins to write at its start; returns at once.
   *
   * @param measuredFrom in milliseconds since 1970; only events written from then on count for how
   *     long they take
   */
  void begin(Load load, long measuredFrom);

  /** Events written so far. */
  long written();

  /** Events that have arrived so far. */
  Arrivals arrivals() throws Exception;

  /** What was written, read from where it was written; asked for when everything has arrived. */
  Checksum sent() throws Exception;

  /** What arrived, in the same form. */
  Checksum received() throws Exception;

  /** What else is wrong with what arrived, if anything. */
  default Optional<String> complaint() throws Exception {
    return Optional.empty();
  }

  @Override
  void close() throws Exception;
}
