package io.millrace.connect.http.deliver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Tells those who gave up partitions when no request with their records is on its way any more. */
final class Releases {

  private record Wish(Predicate<Origin> origins, CompletableFuture<Void> done) {}

  private final Set<Batch> onTheirWay = new HashSet<>();
  private final List<Wish> wishes = new ArrayList<>();

  void sent(Batch batch) {
    onTheirWay.add(batch);
  }

  void ended(Batch batch) {
    onTheirWay.remove(batch);
    if (!wishes.isEmpty()) {
      wishes.removeIf(this::isFulfilled);
    }
  }

  void await(Predicate<Origin> origins, CompletableFuture<Void> done) {
    var wish = new Wish(origins, done);
    if (!isFulfilled(wish)) {
      wishes.add(wish);
    }
  }

  private boolean isFulfilled(Wish wish) {
    for (Batch batch : onTheirWay) {
      if (wish.origins().test(batch.messages().get(0).origin())) {
        return false;
      }
    }
    wish.done().complete(null);
    return true;
  }
}
