package io.millrace.connect.jms;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.jms.broker.OutboundMessage;
import io.millrace.connect.jms.broker.Sender;
import io.millrace.connect.jms.factory.ConfiguredBroker;
import io.millrace.connect.jms.mapping.RecordMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The running JMS sink. */
final class JmsSinkSession implements SinkSession {

  private record Rejection(SinkRecord record, DeliveryException reason) {}

  private final Supplier<Sender> opening;
  private final Runnable closing;
  private final RecordMessages messages;
  private final RejectedRecords rejected;
  private final boolean areSetAside;
  private final int batchSize;
  private final Optional<SentOffsets> sent;
  private final List<Rejection> rejections = new ArrayList<>();
  private @Nullable Sender sender;

  JmsSinkSession(
      Supplier<Sender> opening,
      Runnable closing,
      RecordMessages messages,
      RejectedRecords rejected,
      boolean areSetAside,
      int batchSize,
      Optional<SentOffsets> sent) {
    this.opening = opening;
    this.closing = closing;
    this.messages = messages;
    this.rejected = rejected;
    this.areSetAside = areSetAside;
    this.batchSize = batchSize;
    this.sent = sent;
  }

  /** The only place where options meet collaborators. */
  static SinkSession open(Settings settings, SinkResources resources) {
    var broker = ConfiguredBroker.of(JmsSinkConfig.CONNECTION.setup(settings));
    Optional<String> clientId =
        settings
            .get(JmsSinkConfig.CONNECTION.clientId())
            .map(id -> id.of(resources.share().connector(), resources.share().index(), 0));
    Optional<String> stateQueue = settings.get(JmsSinkConfig.STATE_QUEUE);
    Optional<SentOffsets> sent =
        stateQueue.map(
            queue ->
                new SentOffsets(
                    resources.share().connector(),
                    settings.get(JmsSinkConfig.STATE_WAIT),
                    settings.get(JmsSinkConfig.STATE_MISSING),
                    resources.context()::offset,
                    resources.clock()));
    return new JmsSinkSession(
        () -> broker.sender(stateQueue, clientId),
        broker::close,
        new RecordMessages(JmsSinkConfig.messageRules(settings)),
        resources.rejected(),
        RejectedRecords.areSetAside(resources.context()),
        settings.get(JmsSinkConfig.BATCH_SIZE),
        sent);
  }

  @Override
  public void write(Collection<SinkRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      if (sender == null) {
        sender = opening.get();
      }
      if (sent.isPresent()) {
        sendOnce(sender, sent.get(), new ArrayList<>(records));
      } else {
        send(sender, messagesOf(records));
      }
      report();
    } catch (RuntimeException e) {
      rejections.clear();
      giveUpSender();
      throw e;
    }
  }

  @Override
  public void closed(Collection<TopicPartition> partitions) {
    sent.ifPresent(
        offsets -> {
          offsets.forget(partitions);
          if (sender != null && !offsets.release(sender, partitions)) {
            giveUpSender();
          }
        });
  }

  @Override
  public void close() {
    giveUpSender();
    closing.run();
  }

  private void send(Sender to, List<OutboundMessage> all) {
    for (List<OutboundMessage> batch : batches(all)) {
      batch.forEach(to::send);
      to.commit();
    }
  }

  private void sendOnce(Sender to, SentOffsets offsets, List<SinkRecord> all) {
    for (List<SinkRecord> batch : batches(all)) {
      messagesOf(offsets.missing(to, batch)).forEach(to::send);
      offsets.leave(to);
      report(); // behind the state nothing is looked at again
      to.commit();
    }
    offsets.delivered(all);
  }

  private <T> List<List<T>> batches(List<T> all) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += batchSize) {
      batches.add(all.subList(from, Math.min(all.size(), from + batchSize)));
    }
    return batches;
  }

  // All of them before the first is sent: what was sent before a failure comes again.
  private List<OutboundMessage> messagesOf(Collection<SinkRecord> records) {
    List<OutboundMessage> made = new ArrayList<>(records.size());
    for (SinkRecord record : records) {
      try {
        messages.of(RecordData.of(record)).ifPresent(made::add);
      } catch (DeliveryException e) {
        bad(record, e);
      }
    }
    return made;
  }

  private void bad(SinkRecord record, DeliveryException reason) {
    if (reason.kind() != BAD_RECORD) {
      throw reason;
    }
    if (!areSetAside) {
      rejected.reject(record, reason);
    }
    rejections.add(new Rejection(record, reason));
  }

  private void report() {
    rejections.forEach(rejection -> rejected.reject(rejection.record(), rejection.reason()));
    rejections.clear();
  }

  // Closing rolls back: nothing of the call that failed stays in the transaction.
  private void giveUpSender() {
    Sender given = sender;
    sender = null;
    if (given != null) {
      given.close();
    }
  }
}
