package io.millrace.connect.common.task;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A running sink: what is alive between start and stop of its task. All calls come from the task
 * thread.
 */
public interface SinkSession extends AutoCloseable {

  /** Partitions this task now owns, in addition to those it had. */
  default void opened(Collection<TopicPartition> partitions) {}

  /**
   * Delivers records of owned partitions; returns when they are stored or safely buffered. Called
   * with no records when time passes.
   *
   * @throws DeliveryException TRANSIENT if the same call may work later: the worker brings the same
   *     records again, so none of them may be kept; FATAL if a person must act
   */
  void write(Collection<SinkRecord> records);

  /**
   * Whether a failure that {@link #write} has thrown may still be going on although its last call
   * returned, because the work goes on in the background: its retries then go on counting.
   */
  default boolean isRetrying() {
    return false;
  }

  /**
   * The offsets up to which everything is stored, by original topic and partition.
   *
   * @param consumed what the worker has handed over; a session that buffers nothing across calls
   *     returns it unchanged
   */
  default Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    return consumed;
  }

  /** Partitions this task no longer owns; whatever is buffered for them must be dropped. */
  default void closed(Collection<TopicPartition> partitions) {}

  /** Releases everything. Called once. */
  @Override
  void close();

  /** Opens a session. Must not fail because the other system is away: connect on first use. */
  @FunctionalInterface
  interface Factory {
    SinkSession open(Settings settings, SinkResources resources);
  }
}
