package io.millrace.connect.http.listen;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Deliveries of the last minutes by the id their sender gave them: one that comes again gets the
 * answer of the first. Those that failed are forgotten. Thread-safe.
 */
final class KnownDeliveries {

  private static final int MOST = 100_000;

  private record Known(CompletableFuture<Answer> answer, long until) {}

  private final Duration lifetime;
  private final Clock clock;
  private final Map<String, Known> known = new LinkedHashMap<>();

  KnownDeliveries(Duration lifetime, Clock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
  }

  synchronized Optional<CompletableFuture<Answer>> answerOf(String id) {
    forgetOld();
    return Optional.ofNullable(known.get(id)).map(Known::answer);
  }

  synchronized void remember(String id, CompletableFuture<Answer> answer) {
    var entry = new Known(answer, clock.millis() + lifetime.toMillis());
    known.put(id, entry);
    answer.whenComplete(
        (given, failure) -> {
          if (failure != null || given.status() >= 300) {
            forget(id, entry);
          }
        });
  }

  private synchronized void forget(String id, Known entry) {
    known.remove(id, entry);
  }

  private void forgetOld() {
    long now = clock.millis();
    for (Iterator<Known> oldest = known.values().iterator(); oldest.hasNext(); ) {
      boolean isOld = oldest.next().until() <= now;
      if (!isOld && known.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }
}
