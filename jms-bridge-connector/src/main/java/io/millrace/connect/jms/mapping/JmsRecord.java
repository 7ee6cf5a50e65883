package io.millrace.connect.jms.mapping;

import io.millrace.connect.jms.lane.Receipt;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of one message. Equal to nothing but itself: a worker with exactly-once support keeps
 * records in a map, where two messages of the same content would become one.
 */
public final class JmsRecord extends SourceRecord {

  private final Receipt receipt;

  JmsRecord(
      Receipt receipt,
      Map<String, ?> partition,
      Map<String, ?> offset,
      String topic,
      KeyData key,
      @Nullable Schema valueSchema,
      @Nullable Object value,
      @Nullable Long timestamp) {
    super(partition, offset, topic, null, key.schema(), key.value(), valueSchema, value, timestamp);
    this.receipt = receipt;
  }

  /** Kafka has it. */
  public void acknowledge() {
    receipt.acknowledge();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
