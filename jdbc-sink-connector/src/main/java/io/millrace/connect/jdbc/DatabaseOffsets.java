package io.millrace.connect.jdbc;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.write.BackgroundWriter;
import io.millrace.connect.jdbc.write.BatchMark;
import io.millrace.connect.jdbc.write.OffsetClaim;
import io.millrace.connect.jdbc.write.OffsetTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Offsets in the database, stored with the rows they stand for: each record counts once. */
final class DatabaseOffsets implements BatchOffsets {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final OffsetTable table;
  private final BackgroundWriter writer;
  private final SinkTaskContext context;
  private final Map<TopicPartition, OffsetClaim> claims = new HashMap<>();
  private final Map<TopicPartition, Long> admittedTo = new HashMap<>();
  private final Map<TopicPartition, Long> seen = new HashMap<>();

  DatabaseOffsets(OffsetTable table, BackgroundWriter writer, SinkTaskContext context) {
    this.table = table;
    this.writer = writer;
    this.context = context;
  }

  @Override
  public Collection<SinkRecord> admitted(Collection<SinkRecord> records) {
    Map<TopicPartition, Range> unclaimed = unclaimed(records);
    // All or none: a partition that is claimed is not looked at again.
    claims.putAll(claimed(unclaimed.keySet()));
    Set<TopicPartition> rewound = new HashSet<>();
    unclaimed.forEach(
        (partition, range) -> {
          long next = held(partition).next();
          admittedTo.put(partition, next);
          if (next >= 0 && (next < range.first() || next > range.last())) {
            context.offset(partition, next);
            rewound.add(partition);
            seen.put(partition, range.last());
          }
        });
    return records.stream()
        .filter(record -> !rewound.contains(partition(record)) && isNew(record))
        .toList();
  }

  // The worker may bring what is stored already for a while, also after it was asked to seek.
  private boolean isNew(SinkRecord record) {
    TopicPartition partition = partition(record);
    long offset = record.originalKafkaOffset();
    Long before = seen.put(partition, offset);
    long next = admittedTo.getOrDefault(partition, 0L);
    if (offset < next && before != null && offset <= before) {
      throw beginsAnew(partition, offset, next);
    }
    if (offset < next) {
      return false;
    }
    admittedTo.put(partition, offset + 1);
    return true;
  }

  // Records are delivered again only before they were admitted.
  private DeliveryException beginsAnew(TopicPartition partition, long offset, long next) {
    return new DeliveryException(
        FATAL,
        "Partition "
            + partition
            + " begins anew at offset "
            + offset
            + ", but the database has its records up to "
            + next
            + ": its topic was created anew, or Kafka has removed what comes next. To store the"
            + " records of this one too, "
            + table.startOver());
  }

  private Map<TopicPartition, Range> unclaimed(Collection<SinkRecord> records) {
    Map<TopicPartition, Range> unclaimed = new HashMap<>();
    for (SinkRecord record : records) {
      TopicPartition partition = partition(record);
      if (!claims.containsKey(partition)) {
        long offset = record.originalKafkaOffset();
        unclaimed.merge(
            partition,
            new Range(offset, offset),
            (range, one) -> new Range(range.first(), one.last()));
      }
    }
    return unclaimed;
  }

  private Map<TopicPartition, OffsetClaim> claimed(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetClaim> claimed = new HashMap<>();
    for (TopicPartition partition : partitions) {
      claimed.put(
          partition, writer.claim(table, partition.topic(), partition.partition(), PATIENCE));
    }
    return claimed;
  }

  @Override
  public BatchMark mark(SinkBatch batch) {
    List<OffsetClaim> held = new ArrayList<>();
    List<OffsetClaim> advanced = new ArrayList<>();
    batch
        .endOffsets()
        .forEach(
            (partition, end) -> {
              OffsetClaim claim = held(partition);
              held.add(claim);
              advanced.add(claim.advancedTo(end));
            });
    return table.mark(held, advanced);
  }

  @Override
  public void stored(SinkBatch batch) {
    batch
        .endOffsets()
        .forEach(
            (partition, end) ->
                claims.computeIfPresent(partition, (p, claim) -> claim.advancedTo(end)));
  }

  @Override
  public void closed(Collection<TopicPartition> partitions) {
    claims.keySet().removeAll(partitions);
    admittedTo.keySet().removeAll(partitions);
    seen.keySet().removeAll(partitions);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> stored) {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
    claims.forEach(
        (partition, claim) -> {
          if (claim.next() >= 0) {
            committable.put(partition, new OffsetAndMetadata(claim.next()));
          }
        });
    return committable;
  }

  private OffsetClaim held(TopicPartition partition) {
    return Objects.requireNonNull(claims.get(partition), "records of a partition not claimed");
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  /** The first and the last offset of a partition in one delivery. */
  private record Range(long first, long last) {}
}
