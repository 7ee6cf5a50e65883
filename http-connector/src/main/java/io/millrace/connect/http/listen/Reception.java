package io.millrace.connect.http.listen;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Takes requests for a task, and answers each when what was made of it is stored.
 *
 * @param <R> what requests are made into
 */
public final class Reception<R> implements Site {

  /** Makes records of a request. */
  @FunctionalInterface
  public interface Reader<R> {
    List<R> read(RequestHead head, byte[] body) throws RefusedException;
  }

  private final ReceptionRules rules;
  private final Reader<R> reader;
  private final ReceptionCounters counters;
  private final Inbox<R> inbox;
  private final KnownDeliveries deliveries;
  private final Set<CompletableFuture<Answer>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  public Reception(
      ReceptionRules rules, Reader<R> reader, ReceptionCounters counters, Clock clock) {
    this.rules = rules;
    this.reader = reader;
    this.counters = counters;
    this.inbox = new Inbox<>(rules.queueRecords(), rules.queueBytes());
    this.deliveries = new KnownDeliveries(rules.idLifetime(), clock);
  }

  @Override
  public void admit(RequestHead head) throws RefusedException {
    if (isClosed) {
      throw new RefusedException(stopping());
    }
    if (!rules.methods().contains(head.method())) {
      throw new RefusedException(
          Answer.problem(405, "Method Not Allowed", "This method is not taken here.")
              .with("Allow", String.join(", ", rules.methods())));
    }
    try {
      rules.guard().check(head);
    } catch (RefusedException e) {
      counters.refused();
      throw e;
    }
  }

  @Override
  public CompletableFuture<Answer> receive(RequestHead head, byte[] body) throws RefusedException {
    try {
      rules.signature().verify(head, body); // of the bytes as they came
      Optional<String> id = rules.idHeader().flatMap(head::header);
      Optional<CompletableFuture<Answer>> first = id.flatMap(deliveries::answerOf);
      if (first.isPresent()) {
        counters.repeated();
        return first.get();
      }
      List<R> records = reader.read(head, rules.decompression().body(head, body));
      CompletableFuture<Answer> answer = queued(records, body.length);
      id.ifPresent(known -> deliveries.remember(known, answer));
      return answer;
    } catch (RefusedException e) {
      counters.refused();
      throw e;
    }
  }

  private CompletableFuture<Answer> queued(List<R> records, int bytes) throws RefusedException {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.of(rules.success()));
    }
    var pending = new Pending(records.size(), Answer.of(rules.success()));
    List<Received<R>> received = new ArrayList<>(records.size());
    for (R record : records) {
      received.add(new Received<>(record, pending, bytes / records.size() + 1));
    }
    CompletableFuture<Answer> answer = pending.answer();
    open.add(answer);
    answer.whenComplete((given, failure) -> open.remove(answer));
    if (isClosed || !inbox.offer(received)) {
      open.remove(answer);
      throw new RefusedException(isClosed ? stopping() : saturated());
    }
    counters.accepted();
    return answer.completeOnTimeout(
        outOfTime(), rules.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next records; waits for the first one. */
  public List<Received<R>> take(int most, Duration patience) throws InterruptedException {
    return inbox.take(most, patience);
  }

  /** How many records wait to be taken. */
  public int queued() {
    return inbox.size();
  }

  /** How many requests wait for their answer. */
  public int unanswered() {
    return open.size();
  }

  @Override
  public boolean isHealthy() {
    return !isClosed && !inbox.isFull();
  }

  /** Takes nothing any more, and tells those who wait that they must send again. */
  public void close() {
    isClosed = true;
    List.copyOf(open).forEach(answer -> answer.complete(stopping()));
  }

  private Answer saturated() {
    counters.saturated();
    return later(rules.saturated(), "Too many requests wait to be stored.");
  }

  private Answer stopping() {
    return later(503, "The connector is stopping; if in doubt send again with the same id.");
  }

  private Answer later(int status, String detail) {
    String title = status == 429 ? "Too Many Requests" : "Service Unavailable";
    return Answer.problem(status, title, detail)
        .with("Retry-After", String.valueOf(rules.retryAfterSeconds()));
  }

  private static Answer outOfTime() {
    return Answer.problem(
        504,
        "Gateway Timeout",
        "Whether the request was stored is not known; send it again with the same id.");
  }
}
