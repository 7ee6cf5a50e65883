package io.millrace.connect.data;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, for those who do not care which task it is in.
 *
 * @param topic as it was before transforms renamed it, like partition and offset
 * @param timestamp milliseconds since 1970, if the record has one
 */
public record RecordData(
    String topic,
    int partition,
    long offset,
    @Nullable Long timestamp,
    @Nullable Schema keySchema,
    @Nullable Object key,
    @Nullable Schema valueSchema,
    @Nullable Object value,
    Headers headers) {

  /** A record a sink is given. */
  public static RecordData of(SinkRecord record) {
    return new RecordData(
        record.originalTopic(),
        record.originalKafkaPartition(),
        record.originalKafkaOffset(),
        record.timestamp(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.headers());
  }
}
