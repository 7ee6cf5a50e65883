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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class JmsSinkSessionTest {

  private final FakeSender sender = new FakeSender();
  private final List<Long> reported = new ArrayList<>();
  private final List<Map.Entry<TopicPartition, Long>> sought = new ArrayList<>();
  private final List<SinkRecord> records =
      Records.topic("orders").value("a").tombstone("bad").value("b").list();

  @Test
  void aBadRecordIsReportedOnceWhenItsTransactionHasFailedBefore() {
    JmsSinkSession session = session(Optional.empty());
    sender.failingCommit = 1;

    assertThatThrownBy(() -> session.write(records)).isInstanceOf(DeliveryException.class);
    assertThat(reported).isEmpty();
    session.write(records);

    assertThat(reported).containsExactly(1L);
  }

  @Test
  void exactlyOnceReportsABadRecordBeforeTheStateMovesPastIt() {
    var offsets = sentOffsets();
    JmsSinkSession session = session(Optional.of(offsets), JmsSinkSessionTest::fail, false);

    assertThatThrownBy(() -> session.write(records)).isInstanceOf(ConnectException.class);

    assertThat(sender.commits).isZero();
  }

  @Test
  void nothingOfADeliveryIsSentWhereItsBadRecordCannotBeSetAside() {
    JmsSinkSession session = session(Optional.empty(), JmsSinkSessionTest::fail, false);
    List<SinkRecord> badAtTheEnd =
        Records.topic("orders").value("a").value("b").value("c").tombstone("bad").list();

    assertThatThrownBy(() -> session.write(badAtTheEnd)).isInstanceOf(ConnectException.class);

    assertThat(sender.messages).isZero();
  }

  @Test
  void exactlyOnceFailsWhenATopicWasCreatedAnewUnderIt() {
    JmsSinkSession session = session(Optional.of(sentOffsets()));
    session.write(records);

    session.write(records.subList(0, 1));

    assertThat(sought).containsExactly(Map.entry(new TopicPartition("orders", 0), 3L));
    assertThatThrownBy(() -> session.write(records.subList(0, 1)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("orders-0 has records from offset 0 on")
        .hasMessageContaining("sent up to 2");
  }

  @Test
  void exactlyOnceAsksForWhatComesBehindTheState() {
    JmsSinkSession session = session(Optional.of(sentOffsets()));
    sender.states.put("under-test/orders-0", 5000L);

    session.write(records);

    assertThat(sought).containsExactly(Map.entry(new TopicPartition("orders", 0), 5001L));
    assertThat(sender.messages).isZero();
    assertThatThrownBy(() -> session.write(records))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("sent up to 5000");
  }

  @Test
  void exactlyOnceGoesOnBehindRecordsThatComeAgain() {
    JmsSinkSession session = session(Optional.of(sentOffsets()));
    session.write(records.subList(0, 1));
    session.write(records.subList(0, 1));
    sender.failingCommit = sender.commits + 1;

    assertThatThrownBy(() -> session.write(records.subList(2, 3)))
        .isInstanceOf(DeliveryException.class);
    session.write(records.subList(2, 3));

    assertThat(sender.messages).isEqualTo(2);
  }

  @Test
  void exactlyOnceTakesRecordsAgainAfterAFailureAndARebalance() {
    JmsSinkSession session = session(Optional.of(sentOffsets()));
    sender.failingCommit = 2;
    assertThatThrownBy(() -> session.write(records)).isInstanceOf(DeliveryException.class);
    session.write(records);

    session.closed(List.of(new TopicPartition("orders", 0)));
    session.write(records);

    assertThat(sender.messages).isEqualTo(2);
  }

  private SentOffsets sentOffsets() {
    return new SentOffsets(
        "under-test",
        Duration.ZERO,
        StateMissing.INITIALIZE,
        (partition, offset) -> sought.add(Map.entry(partition, offset)),
        new ManualClock());
  }

  private static void fail(SinkRecord record, Throwable reason) {
    throw new ConnectException("There is nowhere to set it aside.");
  }

  private JmsSinkSession session(Optional<SentOffsets> offsets) {
    return session(offsets, (record, reason) -> reported.add(record.kafkaOffset()), true);
  }

  private JmsSinkSession session(
      Optional<SentOffsets> offsets, RejectedRecords rejected, boolean areSetAside) {
    var settings =
        JmsSinkConfig.SPEC.read(
            Map.of("jms.destination.name", "out", "behavior.on.null.values", "fail"));
    return new JmsSinkSession(
        () -> sender,
        () -> {},
        new RecordMessages(JmsSinkConfig.messageRules(settings)),
        rejected,
        areSetAside,
        2,
        offsets);
  }

  /** Transactions in memory, the commit of one of which fails. */
  private static final class FakeSender implements Sender {

    final Map<String, Long> states = new HashMap<>();
    int commits;
    int failingCommit;
    int messages;
    private final Map<String, Long> newStates = new HashMap<>();
    private int newMessages;

    @Override
    public void send(OutboundMessage message) {
      newMessages++;
    }

    @Override
    public OptionalLong takeState(String key, Duration patience) {
      Long state = states.get(key);
      return state == null ? OptionalLong.empty() : OptionalLong.of(state);
    }

    @Override
    public void putState(String key, long offset) {
      newStates.put(key, offset);
    }

    @Override
    public void forgetState(String key) {}

    @Override
    public void commit() {
      commits++;
      if (commits == failingCommit) {
        throw new DeliveryException(FailureKind.TRANSIENT, "The broker is away.");
      }
      states.putAll(newStates);
      messages += newMessages;
      close();
    }

    @Override
    public void close() {
      newStates.clear();
      newMessages = 0;
    }
  }
}
