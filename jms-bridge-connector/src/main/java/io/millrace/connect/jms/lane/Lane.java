package io.millrace.connect.jms.lane;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transacted session: it receives a batch, hands it over, waits until Kafka has all of it, and
 * only then acknowledges it to the broker. Everything on the session happens on one thread.
 */
final class Lane<R> implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(100);

  private final String name;
  private final Supplier<Receiver> opening;
  private final LaneRules rules;
  private final Intake<R> intake;
  private final Handover<R> handover;
  private final RetryBudget budget;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean connected;

  Lane(
      String name,
      Supplier<Receiver> opening,
      LaneRules rules,
      Intake<R> intake,
      Handover<R> handover,
      RetryBudget budget,
      Clock clock) {
    this.name = name;
    this.opening = opening;
    this.rules = rules;
    this.intake = intake;
    this.handover = handover;
    this.budget = budget;
    this.clock = clock;
  }

  boolean isConnected() {
    return connected;
  }

  /** Ends the lane soon; a batch that Kafka has completely is still acknowledged. */
  void stop() {
    stopping.countDown();
  }

  @Override
  public void run() {
    try {
      while (!isStopping()) {
        runSession();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DeliveryException e) {
      handover.fail(e);
    } catch (RuntimeException | Error e) {
      handover.fail(
          new DeliveryException(FailureKind.FATAL, name + " ended by a defect: " + e + ".", e));
    }
  }

  private void runSession() throws InterruptedException {
    try (Receiver receiver = opening.get()) {
      connected = true;
      if (budget.used() > 0) {
        log.info("{} is connected again", name);
      }
      while (!isStopping()) {
        exchange(receiver);
        budget.reset();
      }
    } catch (DeliveryException e) {
      connected = false;
      backOff(e);
    } finally {
      connected = false;
    }
  }

  private void exchange(Receiver receiver) throws InterruptedException {
    List<InboundMessage> messages = received(receiver);
    if (messages.isEmpty()) {
      return;
    }
    LaneBatch<R> batch = intake.convert(messages, receiver);
    if (!batch.records().isEmpty()) {
      handover.leave(batch);
      if (!isAcknowledged(batch.receipt())) {
        log.info(
            "{} gives back {} messages of which Kafka has not confirmed {}",
            name,
            messages.size(),
            batch.receipt().pending());
        return;
      }
    }
    receiver.commit();
    intake.committed();
    log.debug("{} acknowledged {} messages", name, messages.size());
  }

  private List<InboundMessage> received(Receiver receiver) {
    @Nullable InboundMessage message = receiver.receive(rules.patience());
    List<InboundMessage> messages = new ArrayList<>();
    long bytes = 0;
    long deadline = clock.millis() + rules.linger().toMillis();
    while (message != null) {
      messages.add(message);
      bytes += message.size();
      if (rules.areEnough(messages.size(), bytes) || rules.isLast(message)) {
        break;
      }
      message = receiver.receive(Duration.ZERO);
      if (message == null && !isStopping()) {
        message = lingering(receiver, deadline - clock.millis());
      }
    }
    return messages;
  }

  private static @Nullable InboundMessage lingering(Receiver receiver, long millis) {
    return millis > 0 ? receiver.receive(Duration.ofMillis(millis)) : null;
  }

  private boolean isAcknowledged(Receipt receipt) throws InterruptedException {
    while (!receipt.await(LOOK_AROUND)) {
      if (isStopping()) {
        return receipt.await(Duration.ZERO);
      }
    }
    return true;
  }

  private void backOff(DeliveryException failure) throws InterruptedException {
    if (isStopping()) {
      return;
    }
    Optional<Duration> wait =
        failure.kind() == FailureKind.TRANSIENT ? budget.next() : Optional.empty();
    if (wait.isEmpty()) {
      throw ended(failure);
    }
    log.warn(
        "{} {} Attempt {} in {} ms",
        name + ":",
        failure.getMessage(),
        budget.used(),
        wait.get().toMillis());
    stopping.await(wait.get().toMillis(), TimeUnit.MILLISECONDS);
  }

  private DeliveryException ended(DeliveryException failure) {
    if (failure.kind() != FailureKind.TRANSIENT) {
      return failure;
    }
    return new DeliveryException(
        FailureKind.FATAL,
        failure.getMessage()
            + " Gave up after "
            + budget.used()
            + " retries; raise max.retries (-1 = for ever) and restart the task.",
        failure);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
