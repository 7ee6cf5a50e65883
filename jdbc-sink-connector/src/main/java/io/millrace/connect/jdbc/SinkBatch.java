package io.millrace.connect.jdbc;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.write.RowChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records on their way to the database, numbered, with the changes they ask for. */
final class SinkBatch {

  private final List<SinkRecord> records = new ArrayList<>();
  private final List<RowChange> changes = new ArrayList<>();
  private final Map<Integer, DeliveryException> bad = new TreeMap<>();
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private final Map<TopicPartition, Long> endOffsets = new HashMap<>();
  private final Set<TopicPartition> dropped = new HashSet<>();

  /** Takes a record; returns its number. */
  int add(SinkRecord record) {
    records.add(record);
    TopicPartition partition = partition(record);
    firstOffsets.putIfAbsent(partition, record.originalKafkaOffset());
    endOffsets.put(partition, record.originalKafkaOffset() + 1);
    return records.size() - 1;
  }

  void asks(RowChange change) {
    changes.add(change);
  }

  /** A record can never become a row. */
  void leaveOut(int number, DeliveryException reason) {
    bad.put(number, reason);
  }

  void leaveOut(Map<Integer, DeliveryException> reasons) {
    bad.putAll(reasons);
    bad.keySet().removeIf(this::isDropped);
  }

  SinkRecord record(int number) {
    return records.get(number);
  }

  List<RowChange> changes() {
    return changes;
  }

  boolean isEmpty() {
    return firstOffsets.isEmpty();
  }

  /** Where each partition's records begin. */
  Map<TopicPartition, Long> firstOffsets() {
    return firstOffsets;
  }

  /** Where each partition goes on after these records. */
  Map<TopicPartition, Long> endOffsets() {
    return endOffsets;
  }

  /** Gives up the records of partitions that belong to another task now. */
  void drop(Collection<TopicPartition> partitions) {
    dropped.addAll(partitions);
    firstOffsets.keySet().removeAll(partitions);
    endOffsets.keySet().removeAll(partitions);
    changes.removeIf(change -> isDropped(change.source()));
    bad.keySet().removeIf(this::isDropped);
  }

  boolean isDropped(int number) {
    return dropped.contains(partition(records.get(number)));
  }

  void forEachBad(BiConsumer<SinkRecord, DeliveryException> action) {
    bad.forEach((number, reason) -> action.accept(records.get(number), reason));
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }
}
