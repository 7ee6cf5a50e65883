package io.millrace.connect.common.task;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A source record that is equal only to itself.
 *
 * <p>Exactly-once workers keep the records of a transaction in a map. Equal ones would be a single
 * entry there, acknowledged once; and hashing all that is in a record, its offset included, takes
 * its time under a lock.
 */
public class DistinctRecord extends SourceRecord {

  /** A record for any partition of a topic, without headers. */
  public DistinctRecord(
      Map<String, ?> sourcePartition,
      Map<String, ?> sourceOffset,
      String topic,
      @Nullable Schema keySchema,
      @Nullable Object key,
      @Nullable Schema valueSchema,
      @Nullable Object value,
      @Nullable Long timestamp) {
    super(
        sourcePartition, sourceOffset, topic, null, keySchema, key, valueSchema, value, timestamp);
  }

  /** The same record, distinct from every other. */
  protected DistinctRecord(SourceRecord record) {
    super(
        record.sourcePartition(),
        record.sourceOffset(),
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        record.headers());
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }
}
