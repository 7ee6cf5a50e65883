package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import io.millrace.connect.jms.lane.Intake;
import io.millrace.connect.jms.lane.LaneBatch;
import io.millrace.connect.jms.lane.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the records of a lane's batches and sets poisonous messages aside. */
public final class RecordIntake implements Intake<SourceRecord> {

  private static final Logger log = LoggerFactory.getLogger(RecordIntake.class);

  private final MessageRecords records;
  private final PoisonPolicy poison;
  private final BatchOffsets offsets;

  public RecordIntake(
      RecordRules rules,
      PoisonPolicy poison,
      BatchOffsets offsets,
      Map<String, String> sourcePartition) {
    this.records = new MessageRecords(rules, sourcePartition);
    this.poison = poison;
    this.offsets = offsets;
  }

  @Override
  public LaneBatch<SourceRecord> convert(List<InboundMessage> messages, Receiver receiver) {
    var batch = new LaneBatch<SourceRecord>(new ArrayList<>(messages.size()), new Receipt());
    offsets.begin();
    try {
      for (InboundMessage message : messages) {
        if (!offsets.isRepeated(message)) {
          take(message, receiver, batch);
        }
      }
      offsets.complete();
      return batch;
    } catch (RuntimeException e) {
      offsets.abandon();
      throw e;
    }
  }

  @Override
  public void committed() {
    offsets.confirmed();
  }

  private void take(InboundMessage message, Receiver receiver, LaneBatch<SourceRecord> batch) {
    if (poison.maxDeliveries() > 0 && message.deliveryCount() > poison.maxDeliveries()) {
      setAside(
          message,
          message.coordinates()
              + " was delivered "
              + message.deliveryCount()
              + " times, more than jms.max.deliveries="
              + poison.maxDeliveries()
              + " allows.",
          receiver,
          batch);
      return;
    }
    try {
      add(batch, records.of(message, offsets.of(message), batch.receipt()));
    } catch (DeliveryException e) {
      if (e.kind() != BAD_RECORD) {
        throw e;
      }
      setAside(message, String.valueOf(e.getMessage()), receiver, batch);
    }
  }

  private void setAside(
      InboundMessage message, String reason, Receiver receiver, LaneBatch<SourceRecord> batch) {
    switch (poison.action()) {
      case FAIL ->
          throw new DeliveryException(
              FATAL,
              reason
                  + " It stays where it is. To set such messages aside and go on, set"
                  + " jms.poison.action to queue, topic or skip.");
      case SKIP -> log.warn("Dropped a message: {}", reason);
      case QUEUE -> {
        receiver.forward(message, poison.target());
        log.warn("Moved a message to queue {}: {}", poison.target(), reason);
      }
      case TOPIC -> {
        add(
            batch,
            records.setAside(
                message, poison.target(), reason, offsets.of(message), batch.receipt()));
        log.warn("Sent a message to topic {}: {}", poison.target(), reason);
      }
    }
    poison.counter().increment();
  }

  private static void add(LaneBatch<SourceRecord> batch, SourceRecord record) {
    batch.receipt().expect();
    batch.records().add(record);
  }
}
