package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.http.client.Courier;
import io.millrace.connect.http.client.Endpoint;
import io.millrace.connect.http.client.Loop;
import io.millrace.connect.http.client.NoAnswerException;
import io.millrace.connect.http.client.RateLimit;
import io.millrace.connect.http.client.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records, many requests at a time, those of one lane in order, and deals with the answers.
 *
 * <p>All of it happens on the loop; only {@link #accept}, {@link #buffered}, {@link
 * #bufferedBytes}, {@link #hostsAway}, {@link #failure} and {@link #release} may be called from
 * elsewhere.
 */
public final class Delivery {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Courier courier;
  private final Loop loop;
  private final Clock clock;
  private final DeliveryRules rules;
  private final AnswerLog answerLog;
  private final DeliveryCounters counters;
  private final Packer packer;
  private final RateLimit rate;
  private final Map<Object, Lane> lanes = new HashMap<>();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private final Map<Endpoint, HostGate> gates = new HashMap<>();
  private final Backlog backlog = new Backlog();
  private final AtomicInteger hostsAway = new AtomicInteger();
  private final Releases releases = new Releases();
  private int inFlight;
  private boolean waitsForRate;
  private volatile @Nullable DeliveryException failure;

  public Delivery(
      Courier courier,
      Loop loop,
      Clock clock,
      DeliveryRules rules,
      AnswerLog answerLog,
      DeliveryCounters counters) {
    this.courier = courier;
    this.loop = loop;
    this.clock = clock;
    this.rules = rules;
    this.answerLog = answerLog;
    this.counters = counters;
    this.packer = new Packer(rules.batches(), rules.budgets());
    this.rate = new RateLimit(rules.requestsPerSecond(), clock);
  }

  /** Takes records over; they are sent in this order within each lane. */
  public void accept(List<Message> messages) {
    backlog.add(messages);
    loop.execute(
        () -> {
          long linger = clock.millis() + rules.batches().linger().toMillis();
          for (Message message : messages) {
            Lane lane =
                lanes.computeIfAbsent(message.lane(), id -> new Lane(id, rules.isOrdered()));
            lane.add(message, linger);
            enqueue(lane);
          }
          pump();
        });
  }

  /** How many records were accepted and have not ended. */
  public int buffered() {
    return backlog.records();
  }

  /** How many bytes they have. */
  public long bufferedBytes() {
    return backlog.bytes();
  }

  /** How many hosts are being left alone, or asked by one request at a time. */
  public int hostsAway() {
    return hostsAway.get();
  }

  /** Why nothing is sent any more. */
  public Optional<DeliveryException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Forgets records of these origins, those on their way too: nothing is sent again. Done when the
   * requests with such records have ended.
   */
  public CompletableFuture<Void> release(Predicate<Origin> origins) {
    var done = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          lanes.values().forEach(lane -> backlog.remove(lane.drop(origins)));
          lanes.values().removeIf(Lane::isEmpty);
          releases.forget(origins, done);
        });
    return done;
  }

  private void enqueue(Lane lane) {
    if (lane.isReady() && lane.enqueue()) {
      ready.addLast(lane);
    }
  }

  private void pump() {
    while (failure == null && inFlight < rules.maxInFlight() && !waitsForRate) {
      Lane lane = ready.pollFirst();
      if (lane == null) {
        return;
      }
      lane.dequeued();
      if (lane.isReady() && !lingers(lane)) {
        next(lane);
      }
    }
  }

  private boolean lingers(Lane lane) {
    long left = lane.lingersUntil() - clock.millis();
    if (left <= 0 || !lane.again().isEmpty() || packer.isFull(lane.waiting())) {
      return false;
    }
    loop.after(
        Duration.ofMillis(left),
        () -> {
          enqueue(lane);
          pump();
        });
    return true;
  }

  private void next(Lane lane) {
    Batch pending = lane.again().peekFirst();
    Endpoint endpoint =
        pending == null
            ? lane.waiting().getFirst().envelope().target().endpoint()
            : pending.request().target().endpoint();
    HostGate gate = gates.computeIfAbsent(endpoint, e -> new HostGate(rules.budgets().get()));
    if (!gate.isOpen()) {
      gate.park(lane);
      return;
    }
    Duration wait = rate.take();
    if (!wait.isZero()) {
      waitForRate(lane, wait);
      return;
    }
    gate.pass();
    Batch batch = pending == null ? packer.take(lane.waiting()) : lane.again().removeFirst();
    send(lane, batch, gate);
    enqueue(lane); // an unordered lane may have more
  }

  private void waitForRate(Lane lane, Duration wait) {
    waitsForRate = true;
    if (lane.enqueue()) {
      ready.addFirst(lane);
    }
    loop.after(
        wait,
        () -> {
          waitsForRate = false;
          pump();
        });
  }

  private void send(Lane lane, Batch batch, HostGate gate) {
    inFlight++;
    lane.sent();
    releases.sent(batch);
    counters.sent();
    long start = System.nanoTime();
    courier
        .send(batch.request())
        .whenComplete(
            (reply, problem) -> {
              inFlight--;
              lane.answered();
              counters.ended(System.nanoTime() - start);
              if (problem == null) {
                answered(lane, batch, gate, reply);
              } else {
                unanswered(lane, batch, gate, unwrapped(problem));
              }
              releases.ended(batch);
              finish(lane);
            });
  }

  private void finish(Lane lane) {
    enqueue(lane);
    if (lane.isEmpty()) {
      lanes.remove(lane.id(), lane);
    }
    pump();
  }

  private void answered(Lane lane, Batch batch, HostGate gate, Reply reply) {
    Verdict verdict = rules.answers().verdict(batch.request().method(), reply.status());
    if (verdict != Verdict.RETRY_HOST) {
      reopen(gate, batch);
    }
    switch (verdict) {
      case DELIVERED -> delivered(batch, reply);
      case RETRY_REQUEST -> retry(lane, batch, problem(batch, reply), rules.retryAfter().of(reply));
      case RETRY_HOST ->
          close(gate, lane, batch, problem(batch, reply), rules.retryAfter().of(reply));
      case REJECTED -> reject(lane, batch, problem(batch, reply));
      case REFUSED -> refuse(batch, problem(batch, reply));
    }
  }

  private void unanswered(Lane lane, Batch batch, HostGate gate, Throwable problem) {
    if (problem instanceof DeliveryException e && e.kind() == FailureKind.BAD_RECORD) {
      reopen(gate, batch);
      reject(lane, batch, String.valueOf(e.getMessage()));
    } else if (problem instanceof NoAnswerException e && !e.isHostAway()) {
      reopen(gate, batch);
      retry(lane, batch, e.getMessage(), Optional.empty());
    } else if (problem instanceof NoAnswerException || batch.isForgotten()) {
      close(gate, lane, batch, problem.getMessage(), Optional.empty());
    } else {
      fail(String.valueOf(problem.getMessage()), problem);
    }
  }

  private void delivered(Batch batch, Reply reply) {
    List<Message> messages = batch.messages();
    counters.delivered(messages.size());
    answerLog.keep(
        new Delivered(messages, batch.request(), reply),
        () -> {
          messages.forEach(message -> message.delivered().run());
          backlog.remove(messages);
        },
        problem -> loop.execute(() -> fail(String.valueOf(problem.getMessage()), problem)));
  }

  private boolean forgets(Batch batch) {
    if (batch.isForgotten()) {
      backlog.remove(batch.messages());
    }
    return batch.isForgotten();
  }

  private void refuse(Batch batch, String reason) {
    if (!forgets(batch)) {
      fail(reason + " Check auth.type and the credentials.", null);
    }
  }

  private void reject(Lane lane, Batch batch, String reason) {
    if (forgets(batch)) {
      return;
    }
    if (batch.messages().size() > 1 && rules.batches().bisects()) {
      List<Batch> halves = packer.halves(batch);
      lane.again().addFirst(halves.get(1));
      lane.again().addFirst(halves.get(0));
      return;
    }
    var why = new DeliveryException(FailureKind.BAD_RECORD, reason);
    batch.messages().forEach(message -> message.rejected().accept(why));
    backlog.remove(batch.messages());
  }

  private void retry(Lane lane, Batch batch, @Nullable String reason, Optional<Duration> asked) {
    if (forgets(batch)) {
      return;
    }
    Optional<Duration> own = batch.budget().next();
    if (own.isEmpty()) {
      giveUp(reason, batch.budget().used());
      return;
    }
    counters.retried();
    Duration wait = longer(own.get(), asked.orElse(Duration.ZERO));
    log.debug("{} Retry {} in {} ms", reason, batch.budget().used(), wait.toMillis());
    lane.delay(batch);
    loop.after(
        wait,
        () -> {
          lane.resume(batch);
          finish(lane);
        });
  }

  private void close(
      HostGate gate, Lane lane, Batch batch, @Nullable String reason, Optional<Duration> asked) {
    boolean isNews = !gate.isInTrouble();
    boolean isForgotten = forgets(batch);
    if (!isForgotten) {
      lane.again().addFirst(batch);
      counters.retried();
    }
    hostsAway.addAndGet(isNews ? 1 : 0);
    Optional<Duration> wait = gate.failed(asked.orElse(Duration.ZERO));
    if (wait.isEmpty() && isForgotten) {
      goOn(gate.opened()); // whoever asks next finds out
    } else if (wait.isEmpty()) {
      giveUp(reason, gate.retries());
    } else if (!wait.get().isZero()) {
      if (isNews) {
        log.warn(
            "{} Requests to this host wait until it answers; next try in {} ms",
            reason,
            wait.get().toMillis());
      }
      loop.after(wait.get(), () -> goOn(gate.opened()));
    }
  }

  private void reopen(HostGate gate, Batch batch) {
    if (gate.isInTrouble()) {
      hostsAway.decrementAndGet();
      log.info("{} answers again", batch.request().target().endpoint());
    }
    goOn(gate.succeeded());
  }

  private void goOn(List<Lane> released) {
    if (!released.isEmpty()) {
      released.forEach(this::enqueue);
      loop.execute(this::pump);
    }
  }

  private void giveUp(@Nullable String reason, int retries) {
    fail(
        reason
            + " Gave up after "
            + retries
            + " retries; raise max.retries (-1 = for ever) and restart the task.",
        null);
  }

  private void fail(String reason, @Nullable Throwable cause) {
    if (failure == null) {
      failure = new DeliveryException(FailureKind.FATAL, reason, cause);
    }
  }

  private static String problem(Batch batch, Reply reply) {
    return "The " + batch.request() + " (" + batch.origins() + ") was answered " + reply + ".";
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Throwable unwrapped(Throwable problem) {
    Throwable cause = problem.getCause();
    return problem instanceof CompletionException && cause != null ? cause : problem;
  }
}
