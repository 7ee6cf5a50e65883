package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.lane.SeenMessages;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The source offsets of a lane's records, and what they are good for. */
public interface BatchOffsets {

  /** The key of an offset for people: the last message Kafka has. */
  String MESSAGE_ID = "message.id";

  /** The key of an offset with the messages that may come again. */
  String BATCHES = "unconfirmed.batches";

  void begin();

  /** Whether Kafka has this message already. */
  boolean isRepeated(InboundMessage message);

  /** The offset of a message's record; final when the batch is complete. */
  Map<String, ?> of(InboundMessage message);

  void complete();

  void abandon();

  void confirmed();

  /** Offsets that only tell people how far the task is: the broker knows what comes next. */
  static BatchOffsets informative() {
    return new BatchOffsets() {
      @Override
      public void begin() {}

      @Override
      public boolean isRepeated(InboundMessage message) {
        return false;
      }

      @Override
      public Map<String, ?> of(InboundMessage message) {
        return Collections.singletonMap(MESSAGE_ID, message.id());
      }

      @Override
      public void complete() {}

      @Override
      public void abandon() {}

      @Override
      public void confirmed() {}
    };
  }

  /** Offsets that keep repeated messages out, see {@link SeenMessages}. */
  static BatchOffsets exact(int maxBatches, @Nullable Map<String, ?> stored) {
    return new Exact(SeenMessages.restored(maxBatches, batches(stored)));
  }

  /** The batches of a stored offset; throws IllegalArgumentException if it is none of ours. */
  static List<String> batches(@Nullable Map<String, ?> offset) {
    if (offset == null || !offset.containsKey(BATCHES)) {
      return List.of();
    }
    if (offset.get(BATCHES) instanceof String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
    throw new IllegalArgumentException(BATCHES + " must be text");
  }

  /** One offset for all records of a batch. */
  final class Exact implements BatchOffsets {
    private final SeenMessages seen;
    private Map<String, Object> offset = new HashMap<>();
    private @Nullable String last;

    private Exact(SeenMessages seen) {
      this.seen = seen;
    }

    @Override
    public void begin() {
      seen.begin();
      offset = new HashMap<>();
    }

    @Override
    public boolean isRepeated(InboundMessage message) {
      if (message.id() == null) {
        throw new DeliveryException(
            FATAL,
            message.coordinates()
                + " cannot be told from others, which delivery.guarantee=exactly_once needs. Let"
                + " its producer set message ids, or use at_least_once.");
      }
      last = message.id();
      return seen.isRepeated(message.id());
    }

    @Override
    public Map<String, ?> of(InboundMessage message) {
      return offset;
    }

    // Offsets of Connect hold no lists.
    @Override
    public void complete() {
      offset.put(MESSAGE_ID, last);
      offset.put(BATCHES, String.join(",", seen.stored()));
    }

    @Override
    public void abandon() {
      seen.abandon();
    }

    @Override
    public void confirmed() {
      seen.confirmed();
    }
  }
}
