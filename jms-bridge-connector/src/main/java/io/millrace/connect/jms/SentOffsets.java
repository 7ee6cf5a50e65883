package io.millrace.connect.jms;

import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The offset up to which each partition was sent, as the broker's state messages say. Every
 * transaction takes the state of its partitions and puts a new one back, so that data and state
 * change together, and two tasks can never send the same partition at a time.
 */
final class SentOffsets {

  private static final Duration ONE_LOOK = Duration.ofMillis(500);

  private final String connector;
  private final Duration patience;
  private final StateMissing ifMissing;
  private final BiConsumer<TopicPartition, Long> seek;
  private final Clock clock;
  private final Map<TopicPartition, Long> taken = new HashMap<>();
  private final Map<TopicPartition, Long> sent = new HashMap<>();
  private final Map<TopicPartition, Long> delivered = new HashMap<>();
  private final Map<TopicPartition, Instant> missingSince = new HashMap<>();

  /**
   * Nothing is known of any partition yet.
   *
   * @param patience how long a state message may be held by a task that died
   * @param seek asks for the records of a partition from an offset on
   */
  SentOffsets(
      String connector,
      Duration patience,
      StateMissing ifMissing,
      BiConsumer<TopicPartition, Long> seek,
      Clock clock) {
    this.connector = connector;
    this.patience = patience;
    this.ifMissing = ifMissing;
    this.seek = seek;
    this.clock = clock;
  }

  /**
   * The records that were not sent before; takes the state of their partitions.
   *
   * @throws DeliveryException FATAL if a partition begins anew before the end of what was sent
   */
  List<SinkRecord> missing(Sender sender, List<SinkRecord> records) {
    taken.clear();
    List<SinkRecord> missing = new ArrayList<>(records.size());
    for (SinkRecord record : records) {
      TopicPartition partition = partition(record);
      Long last = taken.get(partition);
      if (last == null) {
        last = take(sender, partition);
      }
      if (record.originalKafkaOffset() > last) {
        missing.add(record);
        last = record.originalKafkaOffset();
      } else {
        requireFirstDelivery(partition, record.originalKafkaOffset(), last);
      }
      taken.put(partition, last);
    }
    sent.putAll(taken);
    return missing;
  }

  // Records come again only before a delivery was complete.
  private void requireFirstDelivery(TopicPartition partition, long offset, long last) {
    Long before = delivered.get(partition);
    if (before != null && offset <= before) {
      throw new DeliveryException(
          FATAL,
          "Partition "
              + partition
              + " begins anew at offset "
              + offset
              + ", but its records were sent up to "
              + last
              + ": its topic was created anew. To send the records of this one too, remove the state"
              + " message of "
              + key(partition)
              + " from exactly.once.state.queue, set exactly.once.state.missing=initialize and"
              + " restart the task.");
    }
  }

  /** All of these records are sent; where that was so before, what comes next is asked for. */
  void delivered(List<SinkRecord> records) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    records.forEach(record -> ends.put(partition(record), record.originalKafkaOffset()));
    ends.forEach(
        (partition, end) -> {
          long last = sent.getOrDefault(partition, end);
          if (!delivered.containsKey(partition) && last > end) {
            seek.accept(partition, last + 1);
          }
          delivered.put(partition, end);
        });
  }

  /** Puts the state back, with what the transaction has sent. */
  void leave(Sender sender) {
    taken.forEach((partition, offset) -> sender.putState(key(partition), offset));
  }

  /** Other tasks have these partitions now. */
  void forget(Collection<TopicPartition> partitions) {
    missingSince.keySet().removeAll(partitions);
    sent.keySet().removeAll(partitions);
    delivered.keySet().removeAll(partitions);
  }

  /** Leaves the state of partitions to other tasks; says whether the sender is still good. */
  boolean release(Sender sender, Collection<TopicPartition> partitions) {
    try {
      for (TopicPartition partition : partitions) {
        sender.forgetState(key(partition));
      }
      return true;
    } catch (DeliveryException e) {
      return false;
    }
  }

  private long take(Sender sender, TopicPartition partition) {
    OptionalLong state = sender.takeState(key(partition), ONE_LOOK);
    if (state.isPresent()) {
      missingSince.remove(partition);
      return state.getAsLong();
    }
    Instant now = clock.instant();
    Instant since = missingSince.computeIfAbsent(partition, none -> now);
    if (Duration.between(since, now).compareTo(patience) < 0) {
      throw new DeliveryException(
          TRANSIENT,
          "The state message of "
              + partition
              + " is not visible yet; a task that died may hold it.");
    }
    if (ifMissing == StateMissing.INITIALIZE) {
      return -1;
    }
    throw new DeliveryException(
        FATAL,
        "There is no state message of "
            + partition
            + " in exactly.once.state.queue. If nothing of it was ever sent, set"
            + " exactly.once.state.missing=initialize.");
  }

  private String key(TopicPartition partition) {
    return connector + "/" + partition;
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }
}
