package io.millrace.connect.http;

import io.millrace.connect.http.deliver.Ordering;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records wait for each other.
 *
 * @param shards how many lanes the keys of a partition share; 0 gives each key its own
 */
record Lanes(Ordering ordering, int shards) {

  private record OfKey(TopicPartition partition, Object key) {}

  private record OfShard(TopicPartition partition, int shard) {}

  Object of(SinkRecord record) {
    TopicPartition partition = PartitionWindows.partition(record);
    return switch (ordering) {
      case PARTITION, NONE -> partition;
      case KEY -> ofKey(partition, identity(record.key()), record.originalKafkaOffset());
    };
  }

  private Object ofKey(TopicPartition partition, @Nullable Object key, long offset) {
    if (shards > 0) {
      int hash = key == null ? Long.hashCode(offset / 500) : key.hashCode();
      return new OfShard(partition, Math.floorMod(hash * 0x9E3779B9, shards));
    }
    return new OfKey(partition, Objects.requireNonNullElse(key, offset));
  }

  // Arrays are equal only to themselves.
  private static @Nullable Object identity(@Nullable Object key) {
    return key instanceof byte[] bytes ? java.nio.ByteBuffer.wrap(bytes) : key;
  }
}
