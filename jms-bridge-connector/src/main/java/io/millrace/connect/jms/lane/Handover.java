package io.millrace.connect.jms.lane;

import io.millrace.connect.common.failure.DeliveryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where lanes leave their batches, and the reason why one of them cannot go on. Thread-safe. */
public final class Handover<R> {

  // Every lane waits for its batch before it makes the next one, so this is bounded by the lanes.
  private final BlockingQueue<LaneBatch<R>> batches = new LinkedBlockingQueue<>();
  private volatile @Nullable DeliveryException failure;

  void leave(LaneBatch<R> batch) {
    batches.add(batch);
  }

  void fail(DeliveryException reason) {
    failure = reason;
  }

  /**
   * The records of the next batch; none if none came in time.
   *
   * @throws DeliveryException if a lane has ended for good
   */
  public List<R> next(Duration patience) throws InterruptedException {
    DeliveryException reason = failure;
    if (reason != null) {
      throw reason;
    }
    LaneBatch<R> batch = batches.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return batch == null ? List.of() : batch.records();
  }
}
