package io.millrace.connect.jms.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final FakeQueue queue = new FakeQueue();
  private final Handover<Taken> handover = new Handover<>();
  private final Lanes<Taken> lanes = new Lanes<>(Duration.ofSeconds(5));
  private int maxRetries = -1;
  private boolean countsDeliveries;

  @AfterEach
  void stop() {
    lanes.close();
  }

  @Test
  void acknowledgesOnlyWhenKafkaHasEverything() throws Exception {
    queue.holding("1", "2", "3");
    start(1, 3);

    List<Taken> batch = next();
    batch.get(0).receipt().acknowledge();
    batch.get(2).receipt().acknowledge();

    assertThat(queue.acknowledged()).isEmpty();
    batch.get(1).receipt().acknowledge();
    await().untilAsserted(() -> assertThat(queue.acknowledged()).containsExactly("1", "2", "3"));
  }

  @Test
  void oneLaneReceivesWhileAnotherWaitsForKafka() throws Exception {
    queue.holding("1", "2", "3", "4");
    start(2, 2);

    List<Taken> one = next();
    List<Taken> other = next();

    assertThat(ids(one, other)).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(queue.acknowledged()).isEmpty();
  }

  @Test
  void aStopAcknowledgesWhatKafkaHasAndGivesBackTheRest() throws Exception {
    queue.holding("1", "2", "3", "4");
    start(2, 2);
    List<Taken> complete = next();
    List<Taken> incomplete = next();
    complete.forEach(taken -> taken.receipt().acknowledge());
    incomplete.get(0).receipt().acknowledge();

    lanes.close();

    assertThat(queue.acknowledged()).containsExactlyInAnyOrderElementsOf(ids(complete));
    assertThat(queue.waiting()).containsExactlyInAnyOrderElementsOf(ids(incomplete));
    assertThat(queue.openReceivers()).isZero();
  }

  @Test
  void messagesOfALostTransactionComeAgainAndLateAcknowledgementsAreIgnored() throws Exception {
    queue.holding("1", "2");
    start(1, 2);
    queue.failNextCommit();
    List<Taken> first = next();
    first.forEach(taken -> taken.receipt().acknowledge());

    List<Taken> second = next();
    first.get(0).receipt().acknowledge();
    first.get(1).receipt().acknowledge();

    assertThat(ids(second)).containsExactly("1", "2");
    assertThat(second.get(0).receipt().pending()).isEqualTo(2);
    assertThat(queue.acknowledged()).isEmpty();
  }

  @Test
  void messagesThatComeAgainAreHandedOverOneByOneWhereDeliveriesAreCounted() throws Exception {
    queue.holding("1", "2", "3");
    queue.failNextCommit();
    countsDeliveries = true;
    start(1, 3);
    List<Taken> all = next();
    all.forEach(taken -> taken.receipt().acknowledge());

    List<Taken> again = next();

    assertThat(ids(all)).containsExactly("1", "2", "3");
    assertThat(ids(again)).containsExactly("1");
  }

  @Test
  void connectsAsSoonAsTheBrokerIsThere() throws Exception {
    queue.holding("1").refuseConnections(3);
    start(1, 1);

    assertThat(ids(next())).containsExactly("1");
    assertThat(lanes.connected()).isEqualTo(1);
  }

  @Test
  void givesUpWhenTheBudgetIsUsedUp() {
    queue.refuseConnections(100);
    maxRetries = 3;
    start(1, 1);

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> handover.next(Duration.ZERO))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("The broker is away. Gave up after 3 retries")
                    .hasMessageContaining("max.retries"));
  }

  @Test
  void aDefectFailsTheTaskInsteadOfLeavingItIdle() {
    queue.holding("defect");
    start(1, 1);

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> handover.next(Duration.ZERO))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("defect"));
    assertThat(queue.waiting()).containsExactly("defect");
  }

  private void start(int count, int batchSize) {
    new LaneStart<Taken>(
            "test-0",
            new LaneRules(
                batchSize,
                1_000_000,
                Duration.ofMillis(50),
                Duration.ofMillis(5),
                countsDeliveries),
            number -> queue.receiver(),
            () -> LanesTest::converted,
            () ->
                new RetryBudget(
                    maxRetries, Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
            Clock.systemUTC())
        .into(lanes, handover, count);
  }

  private List<Taken> next() throws InterruptedException {
    for (int look = 0; look < 100; look++) {
      List<Taken> batch = handover.next(Duration.ofMillis(100));
      if (!batch.isEmpty()) {
        return batch;
      }
    }
    throw new AssertionError("No batch came");
  }

  @SafeVarargs
  private static List<String> ids(List<Taken>... batches) {
    List<String> ids = new ArrayList<>();
    for (List<Taken> batch : batches) {
      batch.forEach(taken -> ids.add(taken.id()));
    }
    return ids;
  }

  private static LaneBatch<Taken> converted(List<InboundMessage> messages, Receiver receiver) {
    var receipt = new Receipt();
    List<Taken> records = new ArrayList<>();
    for (InboundMessage message : messages) {
      if ("defect".equals(message.id())) {
        throw new DeliveryException(FailureKind.FATAL, "This is a defect.");
      }
      receipt.expect();
      records.add(new Taken(message.id(), receipt));
    }
    return new LaneBatch<>(records, receipt);
  }

  private record Taken(String id, Receipt receipt) {}
}
