package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.jms.broker.OutboundMessage;
import io.millrace.connect.jms.broker.Sender;
import io.millrace.connect.jms.mapping.RecordMessages;
import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class JmsSinkSessionTest {

  private final FakeSender sender = new FakeSender();
  private final List<Long> reported = new ArrayList<>();
  private final List<SinkRecord> records =
      Records.topic("orders").value("a").tombstone("bad").value("b").list();

  @Test
  void aBadRecordIsReportedOnceWhenItsTransactionHasFailedBefore() {
    JmsSinkSession session = session(Optional.empty());
    sender.failingCommit = 2;

    assertThatThrownBy(() -> session.write(records)).isInstanceOf(DeliveryException.class);
    assertThat(reported).isEmpty();
    session.write(records);

    assertThat(reported).containsExactly(1L);
  }

  @Test
  void exactlyOnceReportsABadRecordBeforeTheStateMovesPastIt() {
    var offsets =
        new SentOffsets("under-test", Duration.ZERO, StateMissing.INITIALIZE, new ManualClock());
    JmsSinkSession session =
        session(
            Optional.of(offsets),
            (record, reason) -> {
              throw new ConnectException("There is nowhere to set it aside.");
            });

    assertThatThrownBy(() -> session.write(records)).isInstanceOf(ConnectException.class);

    assertThat(sender.commits).isZero();
  }

  private JmsSinkSession session(Optional<SentOffsets> offsets) {
    return session(offsets, (record, reason) -> reported.add(record.kafkaOffset()));
  }

  private JmsSinkSession session(Optional<SentOffsets> offsets, RejectedRecords rejected) {
    var settings =
        JmsSinkConfig.SPEC.read(
            Map.of("jms.destination.name", "out", "behavior.on.null.values", "fail"));
    return new JmsSinkSession(
        () -> sender,
        () -> {},
        new RecordMessages(JmsSinkConfig.messageRules(settings)),
        rejected,
        2,
        offsets);
  }

  /** Counts commits, one of which fails. */
  private static final class FakeSender implements Sender {

    int commits;
    int failingCommit;

    @Override
    public void send(OutboundMessage message) {}

    @Override
    public OptionalLong takeState(String key, Duration patience) {
      return OptionalLong.empty();
    }

    @Override
    public void putState(String key, long offset) {}

    @Override
    public void forgetState(String key) {}

    @Override
    public void commit() {
      commits++;
      if (commits == failingCommit) {
        throw new DeliveryException(FailureKind.TRANSIENT, "The broker is away.");
      }
    }

    @Override
    public void close() {}
  }
}
