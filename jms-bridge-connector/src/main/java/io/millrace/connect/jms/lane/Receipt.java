package io.millrace.connect.jms.lane;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the records of one batch that Kafka has not acknowledged yet. It belongs to one
 * transaction: acknowledgements that come after a rollback reach a receipt nobody waits for.
 */
public final class Receipt {

  private final AtomicInteger pending = new AtomicInteger();
  private final CountDownLatch complete = new CountDownLatch(1);

  /** One more record belongs to the batch; before the batch is handed over. */
  public void expect() {
    pending.incrementAndGet();
  }

  /** Kafka has one of the records. Any thread; never blocks. */
  public void acknowledge() {
    if (pending.decrementAndGet() == 0) {
      complete.countDown();
    }
  }

  /** Waits until Kafka has all records; says whether it has. */
  boolean await(Duration patience) throws InterruptedException {
    return complete.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  int pending() {
    return pending.get();
  }
}
