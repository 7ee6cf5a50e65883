package io.millrace.connect.jdbc;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.write.RowChange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records on their way to the database, numbered, with the changes they ask for. */
final class SinkBatch {

  private final List<SinkRecord> records = new ArrayList<>();
  private final List<RowChange> changes = new ArrayList<>();
  private final Map<Integer, DeliveryException> bad = new TreeMap<>();
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private final Map<TopicPartition, Long> endOffsets = new HashMap<>();
  private @Nullable SinkRecord last;
  private long bytes;
  private final BitSet dropped = new BitSet();

  /** Takes a record; returns its number. */
  int add(SinkRecord record) {
    records.add(record);
    if (last != null && !isOfSamePartition(last, record)) {
      endOffsets.put(partition(last), last.originalKafkaOffset() + 1);
      last = null;
    }
    if (last == null) {
      firstOffsets.putIfAbsent(partition(record), record.originalKafkaOffset());
    }
    last = record;
    return records.size() - 1;
  }

  private static boolean isOfSamePartition(SinkRecord one, SinkRecord other) {
    return one.originalKafkaPartition().equals(other.originalKafkaPartition())
        && one.originalTopic().equals(other.originalTopic());
  }

  void asks(RowChange change) {
    changes.add(change);
    bytes += change.bytes();
  }

  /** About how many bytes all changes take that were ever asked for. */
  long bytes() {
    return bytes;
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
    SinkRecord end = last;
    if (end != null) {
      endOffsets.put(partition(end), end.originalKafkaOffset() + 1);
    }
    return endOffsets;
  }

  /** Gives up the records of partitions that belong to another task now. */
  void drop(Collection<TopicPartition> partitions) {
    endOffsets(); // counts the last record, which may be of another partition
    last = null;
    // By number, because the partitions may come back while this batch still gathers records.
    for (int number = 0; number < records.size(); number++) {
      if (partitions.contains(partition(records.get(number)))) {
        dropped.set(number);
      }
    }
    firstOffsets.keySet().removeAll(partitions);
    endOffsets.keySet().removeAll(partitions);
    changes.removeIf(change -> isDropped(change.source()));
    bad.keySet().removeIf(this::isDropped);
  }

  boolean isDropped(int number) {
    return dropped.get(number);
  }

  void forEachBad(BiConsumer<SinkRecord, DeliveryException> action) {
    bad.forEach((number, reason) -> action.accept(records.get(number), reason));
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }
}
