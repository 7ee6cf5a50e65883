package io.millrace.connect.http.deliver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Makes requests on their way forgotten whose partitions are given up, and tells when the last of
 * them has ended.
 */
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

  void forget(Predicate<Origin> origins, CompletableFuture<Void> done) {
    for (Batch batch : onTheirWay) {
      if (origins.test(batch.messages().get(0).origin())) {
        batch.forget();
      }
    }
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
