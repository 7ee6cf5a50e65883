package io.millrace.connect.http;

import io.millrace.connect.common.offset.CommitWindow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** How far each partition has been delivered without a gap. */
final class PartitionWindows {

  private final Map<TopicPartition, CommitWindow<Long>> windows = new HashMap<>();

  void open(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> windows.put(partition, new CommitWindow<>()));
  }

  void close(Collection<TopicPartition> partitions) {
    partitions.forEach(windows::remove);
  }

  Collection<TopicPartition> partitions() {
    return windows.keySet();
  }

  CommitWindow.Entry<Long> admit(SinkRecord record) {
    return windows
        .computeIfAbsent(partition(record), p -> new CommitWindow<>())
        .admit(record.originalKafkaOffset());
  }

  /** What may be committed; everything the worker handed over if nothing is pending. */
  Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
    consumed.forEach(
        (partition, offset) -> {
          CommitWindow<Long> window = windows.get(partition);
          if (window == null || window.pending() == 0) {
            committable.put(partition, offset);
          } else {
            Optional<Long> last = window.committable();
            last.ifPresent(done -> committable.put(partition, new OffsetAndMetadata(done + 1)));
          }
        });
    return committable;
  }

  static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }
}
