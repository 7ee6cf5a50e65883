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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
  private final Set<TopicPartition> advanced = new HashSet<>();
  private final Set<TopicPartition> sought = new HashSet<>();
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
   * @throws DeliveryException FATAL if there is nothing behind what was sent
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
        advanced.add(partition);
        sought.remove(partition);
      } else if (sought.contains(partition)) {
        throw beginsAnew(partition, record.originalKafkaOffset(), last);
      }
      taken.put(partition, last);
    }
    sent.putAll(taken);
    return missing;
  }

  private DeliveryException beginsAnew(TopicPartition partition, long offset, long last) {
    return new DeliveryException(
        FATAL,
        "Partition "
            + partition
            + " has records from offset "
            + offset
            + " on, but they were sent up to "
            + last
            + " and nothing behind that can be had: its topic was created anew or cut off. To send"
            + " the records of this one too, remove the state message of "
            + key(partition)
            + " from exactly.once.state.queue, set exactly.once.state.missing=initialize and"
            + " restart the task.");
  }

  /**
   * All of these records are sent now. Where that was so before for all of a partition, what comes
   * behind the state is asked for: if that is not what comes then, there is no such thing.
   */
  void delivered(List<SinkRecord> records) {
    records.stream()
        .map(SentOffsets::partition)
        .distinct()
        .filter(partition -> !advanced.contains(partition))
        .forEach(
            partition -> {
              seek.accept(partition, sent.getOrDefault(partition, -1L) + 1);
              sought.add(partition);
            });
    advanced.clear();
  }

  /** Puts the state back, with what the transaction has sent. */
  void leave(Sender sender) {
    taken.forEach((partition, offset) -> sender.putState(key(partition), offset));
  }

  /** Other tasks have these partitions now. */
  void forget(Collection<TopicPartition> partitions) {
    missingSince.keySet().removeAll(partitions);
    sent.keySet().removeAll(partitions);
    advanced.removeAll(partitions);
    sought.removeAll(partitions);
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
