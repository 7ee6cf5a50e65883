package io.millrace.connect.http.poll;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.NoAnswerException;
import io.millrace.connect.http.client.OutgoingRequest;
import io.millrace.connect.http.client.Reply;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.client.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one API on and on. It knows by itself how far it has read, whatever has been committed.
 * Used by one thread; never blocks.
 */
public final class Poller {

  private static final Logger log = LoggerFactory.getLogger(Poller.class);
  private static final byte[] NO_BODY = new byte[0];

  private final Transport transport;
  private final PollRules rules;
  private final PollMode mode;
  private final PageReader reader;
  private final Function<ReadPosition, Target> targets;
  private final Clock clock;
  private final RetryBudget budget;
  private ReadPosition position;
  private @Nullable CompletableFuture<Reply> asking;
  private @Nullable Target asked;
  private Instant due = Instant.MIN;
  private int pages;
  private boolean mayBeStuck;

  public Poller(
      Transport transport,
      PollRules rules,
      Paging paging,
      Function<ReadPosition, Target> targets,
      ReadPosition start,
      Clock clock) {
    this.transport = transport;
    this.rules = rules;
    this.mode = paging.mode();
    this.reader = new PageReader(paging);
    this.targets = targets;
    this.position = start;
    this.clock = clock;
    this.budget = rules.budgets().get();
  }

  /**
   * Goes on: asks if it is time, reads if there is an answer.
   *
   * @return what is new
   * @throws DeliveryException FATAL if a person must act
   */
  public List<PolledRecord> advance() {
    CompletableFuture<Reply> running = asking;
    if (running == null) {
      if (!clock.instant().isBefore(due)) {
        ask();
      }
      return List.of();
    }
    if (!running.isDone()) {
      return List.of();
    }
    asking = null;
    try {
      return answered(running.join());
    } catch (CompletionException e) {
      return unanswered(e);
    }
  }

  private void ask() {
    List<HeaderField> headers = new ArrayList<>(rules.headers());
    if (mode == PollMode.SNAPSHOT && rules.isConditional()) {
      position.etag().ifPresent(tag -> headers.add(new HeaderField("If-None-Match", tag)));
      position
          .modified()
          .ifPresent(time -> headers.add(new HeaderField("If-Modified-Since", time)));
    }
    Target target = targets.apply(position);
    asked = target;
    asking = transport.send(new OutgoingRequest(rules.method(), target, headers, NO_BODY));
  }

  private List<PolledRecord> answered(Reply reply) {
    if (rules.retried().contains(reply.status())) {
      return retryLater(problem(reply), rules.retryAfter().of(reply));
    }
    budget.reset();
    if (reply.status() == 304 || rules.skipped().contains(reply.status())) {
      rest();
      return List.of();
    }
    if (reply.status() < 200 || reply.status() > 299) {
      throw new DeliveryException(FATAL, problem(reply));
    }
    if (!reply.isComplete()) {
      throw new DeliveryException(
          FATAL, "The answer of " + asked + " is longer than http.response.max.bytes.");
    }
    return read(reply);
  }

  private List<PolledRecord> read(Reply reply) {
    Page page;
    try {
      page = rules.format().page(reply, rules.data(), rules.delimiter());
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(
          FATAL,
          "The answer of " + asked + " " + e.getMessage() + "; see http.response.format.",
          e);
    }
    PageReader.Reading reading = reader.read(page, position, this::resolved);
    position = reading.end();
    warnIfStuck(page, reader.mayHideMore(page, reading));
    pages++;
    if (reading.isLast() || pages >= rules.maxPages()) {
      rest();
    }
    return reading.records();
  }

  // Just as many records may share the last time; failing would stop a task that misses nothing.
  private void warnIfStuck(Page page, boolean mayHideMore) {
    if (mayHideMore && !mayBeStuck) {
      log.warn(
          "All {} records of a full page of {} are known. If there are more of their time, they and"
              + " later ones are never read: raise page.size above what any one time has",
          page.records().size(),
          asked);
    }
    mayBeStuck = mayHideMore;
  }

  // A link may be relative; and it must not lead our credentials to another server.
  private String resolved(String link) {
    Target from = Objects.requireNonNull(asked);
    Target next;
    try {
      next = from.resolve(link);
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(
          FATAL, "The link of " + from + " to the next page is no URL that can be asked.", e);
    }
    if (!next.endpoint().equals(from.endpoint())) {
      throw new DeliveryException(
          FATAL,
          "The next page of " + from + " would be on another server, " + next.endpoint() + ".");
    }
    return next.endpoint() + next.pathAndQuery();
  }

  private List<PolledRecord> unanswered(CompletionException failure) {
    if (failure.getCause() instanceof NoAnswerException e) {
      return retryLater(String.valueOf(e.getMessage()), Optional.empty());
    }
    if (failure.getCause() instanceof DeliveryException e) {
      throw new DeliveryException(FATAL, String.valueOf(e.getMessage()), e);
    }
    throw failure;
  }

  private List<PolledRecord> retryLater(String problem, Optional<Duration> asked) {
    Optional<Duration> own = budget.next();
    if (own.isEmpty()) {
      throw new DeliveryException(
          FATAL,
          problem
              + " Gave up after "
              + budget.used()
              + " retries; raise max.retries (-1 = for ever) and restart the task.");
    }
    Duration wait = own.get();
    if (asked.isPresent() && asked.get().compareTo(wait) > 0) {
      wait = asked.get();
    }
    log.warn("{} Retry {} in {} ms", problem, budget.used(), wait.toMillis());
    due = clock.instant().plus(wait);
    return List.of();
  }

  private void rest() {
    pages = 0;
    due = clock.instant().plus(rules.interval());
  }

  private String problem(Reply reply) {
    return "The " + rules.method() + " of " + asked + " was answered " + reply + ".";
  }
}
