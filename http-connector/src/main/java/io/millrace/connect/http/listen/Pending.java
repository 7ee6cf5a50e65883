package io.millrace.connect.http.listen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A request that is answered when all its records are stored. Thread-safe. */
public final class Pending {

  private final AtomicInteger left;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Answer success;

  Pending(int records, Answer success) {
    this.left = new AtomicInteger(records);
    this.success = success;
  }

  /** One more of its records is stored. */
  public void stored() {
    if (left.decrementAndGet() == 0) {
      answer.complete(success);
    }
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }
}
