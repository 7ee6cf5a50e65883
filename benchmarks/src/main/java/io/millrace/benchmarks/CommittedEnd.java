package io.millrace.benchmarks;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the only partition of a topic is committed. Asking costs the broker next to nothing; the
 * markers of transactions count too, one for each transaction.
 */
final class CommittedEnd implements AutoCloseable {

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final TopicPartition partition;

  CommittedEnd(String bootstrapServers, String topic) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    partition = new TopicPartition(topic, 0);
  }

  long get() {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), COMMITTED)
        .partitionResult(partition)
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .offset();
  }

  @Override
  public void close() {
    admin.close();
  }
}
