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
  private final Clock clock;
  private final Map<TopicPartition, Long> taken = new HashMap<>();
  private final Map<TopicPartition, Instant> missingSince = new HashMap<>();

  SentOffsets(String connector, Duration patience, StateMissing ifMissing, Clock clock) {
    this.connector = connector;
    this.patience = patience;
    this.ifMissing = ifMissing;
    this.clock = clock;
  }

  /** The records that were not sent before; takes the state of their partitions. */
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
      }
      taken.put(partition, last);
    }
    return missing;
  }

  /** Puts the state back, with what the transaction has sent. */
  void leave(Sender sender) {
    taken.forEach((partition, offset) -> sender.putState(key(partition), offset));
  }

  /** Leaves partitions to other tasks; says whether the sender is still good. */
  boolean release(Sender sender, Collection<TopicPartition> partitions) {
    try {
      for (TopicPartition partition : partitions) {
        missingSince.remove(partition);
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
