package io.millrace.connect.jdbc;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.write.BatchMark;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Who keeps the offsets up to which records are stored. */
interface BatchOffsets {

  /** Kafka alone: after a crash, records whose offsets it had not heard of come again. */
  BatchOffsets IN_KAFKA =
      new BatchOffsets() {
        @Override
        public Collection<SinkRecord> admitted(Collection<SinkRecord> records) {
          return records;
        }

        @Override
        public BatchMark mark(SinkBatch batch) {
          return BatchMark.NONE;
        }

        @Override
        public void stored(SinkBatch batch) {}

        @Override
        public void closed(Collection<TopicPartition> partitions) {}

        @Override
        public Map<TopicPartition, OffsetAndMetadata> committable(
            Map<TopicPartition, OffsetAndMetadata> stored) {
          return stored;
        }
      };

  /**
   * Those of the records that are to be written.
   *
   * @throws DeliveryException TRANSIENT if that is not known yet
   */
  Collection<SinkRecord> admitted(Collection<SinkRecord> records);

  /** What the transaction of a batch stores beside its rows. */
  BatchMark mark(SinkBatch batch);

  /** The batch was committed. */
  void stored(SinkBatch batch);

  void closed(Collection<TopicPartition> partitions);

  /** What Kafka may hear of, given the offsets up to which this task has stored records. */
  Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> stored);
}
