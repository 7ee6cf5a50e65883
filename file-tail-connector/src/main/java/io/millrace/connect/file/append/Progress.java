package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which records of which partitions were taken, so that none is taken twice. */
final class Progress {

  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private final JournalState journaled;
  private final OnOffsetReset policy;
  private final Map<SourcePartition, Long> next = new HashMap<>();
  private final Map<String, Long> begun = new HashMap<>();

  Progress(JournalState journaled, OnOffsetReset policy) {
    this.journaled = journaled;
    this.policy = policy;
  }

  /** Whether a record is new. */
  boolean awaits(Origin origin) {
    Long expected = next.get(origin.partition());
    if (expected == null) {
      expected = firstExpected(origin);
      next.put(origin.partition(), expected);
    }
    return origin.offset() >= expected;
  }

  void took(Origin origin) {
    next.put(origin.partition(), origin.offset() + 1);
  }

  /** The records up to here were taken or need not be. */
  void reached(SourcePartition partition, long offset) {
    next.computeIfPresent(partition, (p, current) -> Math.max(current, offset));
  }

  Optional<Long> next(SourcePartition partition) {
    return Optional.ofNullable(next.get(partition));
  }

  Map<SourcePartition, Long> next() {
    return Map.copyOf(next);
  }

  /** Partitions of which the journal does not know where they were begun. */
  Map<String, Long> begun() {
    return begun;
  }

  // A crash may lose the commit in Kafka, but not more than the journal remembers.
  private long firstExpected(Origin origin) {
    String name = origin.partition().toString();
    Long stored = journaled.next().get(name);
    if (stored == null) {
      begun.put(name, origin.offset());
      return origin.offset();
    }
    if (origin.offset() >= journaled.oldest().getOrDefault(name, stored)) {
      return stored;
    }
    return switch (policy) {
      case FAIL -> throw wentBackwards(origin, stored);
      case REPLAY -> {
        log.warn("Offsets of {} went back from {} to {}", name, stored, origin.offset());
        begun.put(name, origin.offset());
        yield origin.offset();
      }
      case JOURNAL -> {
        log.warn("Records of {} from {} to {} are in the file", name, origin.offset(), stored);
        yield stored;
      }
    };
  }

  private static DeliveryException wentBackwards(Origin origin, long stored) {
    return new DeliveryException(
        FailureKind.FATAL,
        "Offsets of "
            + origin.partition()
            + " went backwards (journal expects "
            + stored
            + ", got "
            + origin.offset()
            + "): the topic was re-created or its offsets were reset. Set on.offset.reset=replay"
            + " to write those records again, or =journal to continue at "
            + stored
            + ".");
  }
}
