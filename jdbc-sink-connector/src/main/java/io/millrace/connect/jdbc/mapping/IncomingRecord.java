package io.millrace.connect.jdbc.mapping;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as the mapping sees it.
 *
 * @param topic the topic after transforms, which names the table
 * @param coordinates where the record is in Kafka
 */
public record IncomingRecord(
    String topic,
    Coordinates coordinates,
    @Nullable Schema keySchema,
    @Nullable Object key,
    @Nullable Schema valueSchema,
    @Nullable Object value,
    Headers headers) {

  IncomingRecord withValue(@Nullable Schema schema, @Nullable Object other) {
    return new IncomingRecord(topic, coordinates, keySchema, key, schema, other, headers);
  }

  /** The original place of a record, which no transform changes. */
  public record Coordinates(String topic, int partition, long offset) {}
}
