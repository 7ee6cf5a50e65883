package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which records of which partitions were taken, so that none is taken twice. */
final class Progress {

  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private final OnOffsetReset policy;
  private final Map<SourcePartition, Long> next = new HashMap<>();
  private final Map<SourcePartition, Long> stored = new HashMap<>();
  private final Map<SourcePartition, Long> delivered = new HashMap<>();
  private final Map<SourcePartition, Long> delivering = new HashMap<>();
  private final Map<String, Long> begun = new HashMap<>();
  private JournalState journaled;

  Progress(JournalState journaled, OnOffsetReset policy) {
    this.journaled = journaled;
    this.policy = policy;
  }

  /** Whether a record is new. */
  boolean awaits(Origin origin) {
    long expected = expected(origin);
    delivering.put(origin.partition(), origin.offset());
    return origin.offset() >= expected;
  }

  void took(Origin origin) {
    next.put(origin.partition(), origin.offset() + 1);
  }

  /** A delivery is complete: its records do not come again. */
  void delivered() {
    delivered.putAll(delivering);
    delivering.clear();
  }

  /** The records up to here were taken or need not be. */
  void reached(SourcePartition partition, long offset) {
    // In the middle of a delivery it may still be how far the partition came before it began anew.
    if (!delivering.containsKey(partition)) {
      next.computeIfPresent(partition, (p, current) -> Math.max(current, offset));
      delivered.computeIfPresent(partition, (p, current) -> Math.max(current, offset - 1));
    }
  }

  /** When there are records of these again, they may begin where Kafka has their offset. */
  void left(Collection<SourcePartition> partitions, JournalState now) {
    journaled = now;
    delivered.keySet().removeAll(partitions);
    delivering.keySet().removeAll(partitions);
  }

  Map<SourcePartition, Long> next() {
    return Map.copyOf(next);
  }

  /** Whether any record of a partition has come. */
  boolean knows(SourcePartition partition) {
    return next.containsKey(partition);
  }

  void stored(Map<SourcePartition, Long> offsets) {
    stored.putAll(offsets);
  }

  boolean hasStored(Map<SourcePartition, Long> offsets) {
    return stored.equals(offsets);
  }

  /** How far a partition is stored. */
  Optional<Long> stored(SourcePartition partition) {
    return Optional.ofNullable(stored.get(partition));
  }

  /** Partitions of which the journal does not know where they were begun. */
  Map<String, Long> begun() {
    return begun;
  }

  private long expected(Origin origin) {
    Long taken = next.get(origin.partition());
    Long before = delivered.get(origin.partition());
    if (taken != null && before != null && (origin.offset() >= taken || origin.offset() > before)) {
      return taken;
    }
    // Only a delivery that is not complete comes again: this partition begins, or begins anew.
    long expected =
        taken == null || before == null ? firstExpected(origin) : afterReset(origin, taken);
    next.put(origin.partition(), expected);
    delivered.put(origin.partition(), origin.offset() - 1);
    return expected;
  }

  // A crash may lose the commit in Kafka, but not more than the journal remembers.
  private long firstExpected(Origin origin) {
    String name = origin.partition().toString();
    Long taken = next.get(origin.partition());
    Long known = taken == null ? journaled.next().get(name) : taken;
    if (known == null) {
      begun.put(name, origin.offset());
      return origin.offset();
    }
    return origin.offset() >= journaled.oldest().getOrDefault(name, known)
        ? known
        : afterReset(origin, known);
  }

  private long afterReset(Origin origin, long known) {
    return switch (policy) {
      case FAIL -> throw wentBackwards(origin, known);
      case REPLAY -> {
        log.warn(
            "Offsets of {} went back from {} to {}", origin.partition(), known, origin.offset());
        begun.put(origin.partition().toString(), origin.offset());
        stored.remove(origin.partition());
        yield origin.offset();
      }
      case JOURNAL -> {
        log.warn(
            "Records of {} from {} to {} are in the file",
            origin.partition(),
            origin.offset(),
            known);
        yield known;
      }
    };
  }

  private static DeliveryException wentBackwards(Origin origin, long known) {
    return new DeliveryException(
        FailureKind.FATAL,
        "Offsets of "
            + origin.partition()
            + " went backwards (journal expects "
            + known
            + ", got "
            + origin.offset()
            + "): the topic was re-created or its offsets were reset. Set on.offset.reset=replay"
            + " to write those records again, or =journal to continue at "
            + known
            + ".");
  }
}
