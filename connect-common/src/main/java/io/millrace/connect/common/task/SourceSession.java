package io.millrace.connect.common.task;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** A running source: what is alive between start and stop of its task. */
public interface SourceSession extends AutoCloseable {

  /**
   * The next records, possibly none. Task thread. Returns within 500 ms: the worker cannot
   * interrupt it, and a stop waits for it.
   *
   * @throws DeliveryException TRANSIENT if the same call may work later, FATAL if a person must act
   */
  List<SourceRecord> poll() throws InterruptedException;

  /**
   * Whether the other system can be reached. For sessions with threads of their own, whose {@code
   * poll} goes on returning nothing during an outage.
   */
  default boolean isConnected() {
    return true;
  }

  /** Kafka has this record, or it was dropped by a transform. May run on the producer's thread. */
  default void acknowledged(SourceRecord record) {}

  /** Offsets were stored. Runs on a thread all connectors of the worker share: never block. */
  default void committed() {}

  /** Releases everything. Called once, from the task thread. */
  @Override
  void close();

  /** Opens a session. Must not fail because the other system is away: connect on first use. */
  @FunctionalInterface
  interface Factory {
    SourceSession open(Settings settings, SourceResources resources);
  }
}
