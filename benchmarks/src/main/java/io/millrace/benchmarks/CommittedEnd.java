package io.millrace.benchmarks;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a topic is committed, all its partitions together. Asking costs the broker next to
 * nothing; the markers of transactions count too, one for each transaction.
 */
final class CommittedEnd implements AutoCloseable {

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends;

  CommittedEnd(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, 1);
  }

  CommittedEnd(String bootstrapServers, String topic, int partitions) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    ends =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  long get() {
    return admin
        .listOffsets(ends, COMMITTED)
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
