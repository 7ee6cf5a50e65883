package io.millrace.connect.http.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.Courier;
import io.millrace.connect.http.client.Credentials;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.Redirects;
import io.millrace.connect.http.client.RetryAfter;
import io.millrace.connect.http.client.StatusCodes;
import io.millrace.connect.http.client.Target;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = new FakeServer();
  private final SlowAnswers answers = new SlowAnswers();
  private final List<String> delivered = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  @Test
  void sendsTheRecordsOfALaneOneAfterTheOther() {
    Delivery delivery = delivery(8, 1);

    delivery.accept(List.of(message("a", "a1"), message("a", "a2"), message("b", "b1")));

    assertThat(server.bodies).containsExactly("a1", "b1");
    server.answer(200);
    assertThat(server.bodies).containsExactly("a1", "b1", "a2");
    assertThat(delivered).containsExactly("a1");
    assertThat(delivery.buffered()).isEqualTo(2);
  }

  @Test
  void keepsToTheMostRequestsInFlight() {
    Delivery delivery = delivery(2, 1);

    delivery.accept(List.of(message("a", "1"), message("b", "2"), message("c", "3")));

    assertThat(server.waiting()).isEqualTo(2);
  }

  @Test
  void asksAHostThatIsAwayOnceAtATime() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1"), message("b", "2"), message("c", "3")));
    server.breakOne();
    server.breakOne();
    server.breakOne();
    assertThat(server.bodies).hasSize(3);

    loop.pass(LONG);

    assertThat(server.waiting()).isEqualTo(1);
    server.breakOne();
    loop.pass(LONG);
    assertThat(server.waiting()).isEqualTo(1);
    assertThat(delivery.hostsAway()).isEqualTo(1);
    server.answer(200);
    assertThat(server.waiting()).isEqualTo(2);
    assertThat(delivery.hostsAway()).isZero();
  }

  @Test
  void leavesABusyHostAloneForAsLongAsItAsks() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1")));
    server.answer(503, new HeaderField("Retry-After", "120"));

    delivery.accept(List.of(message("b", "2")));
    loop.pass(Duration.ofSeconds(119));
    assertThat(server.waiting()).isZero();
    loop.pass(Duration.ofSeconds(1));
    assertThat(server.waiting()).isEqualTo(1);
  }

  @Test
  void letsOthersPassARequestThatFailsOnTheServer() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1"), message("a", "2"), message("b", "3")));

    server.answer(500);
    server.answer(200);

    assertThat(delivered).containsExactly("3");
    assertThat(server.waiting()).isZero();
    loop.pass(LONG);
    assertThat(server.bodies).containsExactly("1", "3", "1");
  }

  @Test
  void halvesABatchUntilTheBadRecordIsAlone() {
    Delivery delivery = delivery(1, 4);
    delivery.accept(
        List.of(message("a", "1"), message("a", "2"), message("a", "3"), message("a", "4")));

    server.answer(400);
    server.answer(200);
    server.answer(400);
    server.answer(400);
    server.answer(200);

    assertThat(server.bodies).containsExactly("1,2,3,4", "1,2", "3,4", "3", "4");
    assertThat(delivered).containsExactly("1", "2", "4");
    assertThat(rejected).containsExactly("3");
    assertThat(delivery.buffered()).isZero();
  }

  @Test
  void triesTheFirstHalfOfABatchAgainBeforeTheSecond() {
    Delivery delivery = delivery(1, 4);
    delivery.accept(
        List.of(message("a", "1"), message("a", "2"), message("a", "3"), message("a", "4")));

    server.answer(400);
    server.answer(500);
    loop.pass(LONG);
    server.answer(200);
    server.answer(200);

    assertThat(server.bodies).containsExactly("1,2,3,4", "1,2", "1,2", "3,4");
    assertThat(delivered).containsExactly("1", "2", "3", "4");
  }

  @Test
  void sendsABatchOfRecordsThatGatheredMeanwhile() {
    Delivery delivery = delivery(1, 10);
    delivery.accept(List.of(message("a", "1")));

    delivery.accept(List.of(message("a", "2")));
    delivery.accept(List.of(message("a", "3")));
    server.answer(200);

    assertThat(server.bodies).containsExactly("1", "2,3");
  }

  @Test
  void stopsWhenItsCredentialsAreRefused() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1"), message("a", "2")));

    server.answer(401);

    assertThat(delivery.failure()).isPresent();
    assertThat(server.waiting()).isZero();
    assertThat(rejected).isEmpty();
  }

  @Test
  void forgetsARecordWhoseRetryIsDueAfterItsPartitionHasGone() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1"), message("a", "2")));
    server.answer(500);

    var released = delivery.release(origin -> true);
    loop.pass(LONG);

    assertThat(released).isDone();
    assertThat(server.bodies).containsExactly("1");
    assertThat(delivery.buffered()).isZero();
  }

  @Test
  void tellsWhenTheLastRequestOfAPartitionHasEnded() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1"), message("a", "2")));

    var released = delivery.release(origin -> true);

    assertThat(released).isNotDone();
    server.answer(200);
    assertThat(released).isDone();
    assertThat(server.bodies).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500, 503})
  void forgetsARequestOnItsWayWhosePartitionHasGone(int status) {
    Delivery delivery = delivery(8, 2);
    delivery.accept(List.of(message("a", "1"), message("a", "2")));
    var released = delivery.release(origin -> true);

    server.answer(status);
    loop.pass(LONG);

    assertThat(released).isDone();
    assertThat(server.bodies).containsExactly("1,2");
    assertThat(rejected).isEmpty();
    assertThat(delivery.failure()).isEmpty();
    assertThat(delivery.buffered()).isZero();
  }

  @Test
  void aForgottenRequestThatFoundNoHostIsNotTheLastOne() {
    Delivery delivery = delivery(8, 1);
    delivery.accept(List.of(message("a", "1")));
    delivery.release(origin -> true);
    server.breakOne();

    delivery.accept(List.of(message("b", "2")));
    loop.pass(LONG);

    assertThat(server.bodies).containsExactly("1", "2");
  }

  @Test
  void aRecordIsDeliveredWhenItsAnswerIsKept() {
    Delivery delivery = delivery(8, 1, answers);
    delivery.accept(List.of(message("a", "1")));
    server.answer(200);

    assertThat(delivered).isEmpty();
    assertThat(delivery.buffered()).isOne();

    answers.kept.remove().run();

    assertThat(delivered).containsExactly("1");
    assertThat(delivery.buffered()).isZero();
  }

  @Test
  void anAnswerThatCanNeverBeKeptEndsTheDelivery() {
    Delivery delivery = delivery(8, 1, answers);
    delivery.accept(List.of(message("a", "1")));
    server.answer(200);

    answers.failed.remove().accept(new IllegalStateException("The topic is gone."));

    assertThat(delivery.failure())
        .hasValueSatisfying(e -> assertThat(e).hasMessage("The topic is gone."));
    assertThat(delivered).isEmpty();
  }

  private Delivery delivery(int inFlight, int batchSize) {
    return delivery(inFlight, batchSize, AnswerLog.NONE);
  }

  private Delivery delivery(int inFlight, int batchSize, AnswerLog answerLog) {
    var rules =
        new DeliveryRules(
            true,
            inFlight,
            new BatchRules(
                batchSize,
                1000,
                Duration.ZERO,
                BatchFormat.custom("", ",", ""),
                true,
                false,
                Optional.empty()),
            new AnswerPolicy(StatusCodes.parse("429,500,503")),
            new RetryAfter(Duration.ofMinutes(10), loop.clock),
            0,
            () ->
                new RetryBudget(-1, Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)));
    var courier = new Courier(server, Credentials.none(), Redirects.NEVER);
    return new Delivery(courier, loop, loop.clock, rules, answerLog, new NoCounters());
  }

  private Message message(String lane, String body) {
    var envelope = new Envelope("POST", Target.parse("http://shop.example/in"), List.of(), false);
    return new Message(
        new Origin("orders", 0, body.hashCode()),
        null,
        lane,
        envelope,
        body.getBytes(UTF_8),
        () -> delivered.add(body),
        reason -> rejected.add(body));
  }

  private static final class NoCounters implements DeliveryCounters {
    @Override
    public void sent() {}

    @Override
    public void ended(long nanos) {}

    @Override
    public void retried() {}

    @Override
    public void delivered(int records) {}
  }

  /** Keeps answers when the test says so. */
  private static final class SlowAnswers implements AnswerLog {

    final Queue<Runnable> kept = new ArrayDeque<>();
    final Queue<Consumer<Exception>> failed = new ArrayDeque<>();

    @Override
    public void keep(Delivered delivered, Runnable whenKept, Consumer<Exception> whenFailed) {
      kept.add(whenKept);
      failed.add(whenFailed);
    }
  }
}
