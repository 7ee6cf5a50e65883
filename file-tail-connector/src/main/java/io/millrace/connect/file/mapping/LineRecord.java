package io.millrace.connect.file.mapping;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of one line, equal only to itself.
 *
 * <p>Exactly-once workers keep the records of a transaction in a map, which would otherwise hash
 * all that is in a record, its offset included, under a lock.
 */
final class LineRecord extends SourceRecord {

  LineRecord(
      Map<String, ?> partition,
      Map<String, ?> offset,
      String topic,
      @Nullable Schema keySchema,
      @Nullable Object key,
      Schema valueSchema,
      Object value) {
    super(partition, offset, topic, null, keySchema, key, valueSchema, value);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
