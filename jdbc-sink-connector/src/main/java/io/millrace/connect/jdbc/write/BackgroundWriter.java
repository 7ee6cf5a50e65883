package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch at a time in the background, spread over connections by key. All calls come from
 * one thread.
 *
 * <p>A connection that meets bad data stores nothing: its part is written after the others, because
 * a row may only have come before the one it refers to.
 */
public final class BackgroundWriter implements AutoCloseable {

  private static final long INTERRUPT_MILLIS = 500;
  private static final long CLOSE_MILLIS = 500;

  private final List<Lane> lanes;
  private final Map<Integer, DeliveryException> bad = new TreeMap<>();
  private List<Part> running = List.of();
  private List<RowChange> unwritten = List.of();
  private @Nullable RuntimeException failure;
  private BatchMark mark = BatchMark.NONE;
  private BadRows look = (source, reason) -> {};

  public BackgroundWriter(List<Lane> lanes) {
    this.lanes = lanes;
  }

  /**
   * Begins to write a batch; the one before must have been written.
   *
   * @param mark is stored with the rows; only {@link BatchMark#NONE} allows several connections
   * @param look is told of bad changes before the others are committed; an exception undoes those
   */
  public void start(List<RowChange> changes, BatchMark mark, BadRows look) {
    bad.clear();
    this.mark = mark;
    this.look = look;
    launch(changes);
  }

  /** Begins again with what is not written after a failure. */
  public void retry(BatchMark again) {
    mark = again;
    launch(unwritten);
  }

  /**
   * Takes over the stored offset of a partition.
   *
   * @throws DeliveryException TRANSIENT also if there is no answer in time
   */
  public OffsetClaim claim(OffsetTable table, String topic, int partition, Duration limit) {
    try {
      return lanes.get(0).claim(table, topic, partition).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DeliveryException failure
          ? failure
          : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new DeliveryException(
          TRANSIENT,
          "The database has not answered yet with the offsets of " + topic + "-" + partition + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(TRANSIENT, "Interrupted while waiting for stored offsets.");
    }
  }

  /** Waits, no longer than this, until nothing is being written; returns whether that is so. */
  public boolean await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!running.isEmpty()) {
      if (!areDone(running, deadline)) {
        return false;
      }
      settle();
    }
    return true;
  }

  /** Why the batch is not written, after the wait for it. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The changes that were left out of the batch, with the reasons. */
  public Map<Integer, DeliveryException> bad() {
    return bad;
  }

  /** Drops changes of some records from what a retry would write. */
  public void forget(IntPredicate sources) {
    unwritten = unwritten.stream().filter(change -> !sources.test(change.source())).toList();
  }

  /** Ends what is being written as a failure. */
  public void interrupt() {
    running.stream().filter(part -> !part.result().isDone()).forEach(Part::interrupt);
    await(Duration.ofMillis(INTERRUPT_MILLIS));
  }

  @Override
  public void close() {
    running.stream().filter(part -> !part.result().isDone()).forEach(Part::interrupt);
    lanes.forEach(lane -> lane.close(CLOSE_MILLIS));
  }

  private void launch(List<RowChange> changes) {
    failure = null;
    unwritten = List.of();
    running = changes.isEmpty() && mark == BatchMark.NONE ? List.of() : parts(changes);
  }

  private List<Part> parts(List<RowChange> changes) {
    List<List<RowChange>> split = KeyedParts.of(changes, lanes.size());
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      List<RowChange> part = split.get(i);
      if (split.size() == 1) {
        parts.add(alone(part));
      } else if (!part.isEmpty()) {
        parts.add(new Part(lanes.get(i), part, lanes.get(i).writeAll(part), true));
      }
    }
    return parts;
  }

  private Part alone(List<RowChange> changes) {
    return new Part(lanes.get(0), changes, lanes.get(0).write(changes, mark, look), false);
  }

  private void settle() {
    List<RowChange> suspect = new ArrayList<>();
    List<RowChange> failed = new ArrayList<>();
    for (Part part : running) {
      RuntimeException error = part.error();
      if (error == null) {
        bad.putAll(part.result().join());
      } else if (part.isOneOfSeveral() && isBadData(error)) {
        suspect.addAll(part.changes());
      } else {
        failure = error;
        failed.addAll(part.changes());
      }
    }
    running = List.of();
    if (failure != null) {
      failed.addAll(suspect);
      unwritten = inOrder(failed);
    } else if (!suspect.isEmpty()) {
      running = List.of(alone(inOrder(suspect)));
    }
  }

  private static List<RowChange> inOrder(List<RowChange> changes) {
    changes.sort(Comparator.comparingInt(RowChange::source));
    return changes;
  }

  private static boolean isBadData(RuntimeException error) {
    return error instanceof DeliveryException delivery && delivery.kind() == BAD_RECORD;
  }

  private static boolean areDone(List<Part> parts, long deadline) {
    CompletableFuture<?>[] results =
        parts.stream().map(Part::result).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(results)
          .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record Part(
      Lane lane,
      List<RowChange> changes,
      CompletableFuture<Map<Integer, DeliveryException>> result,
      boolean isOneOfSeveral) {

    void interrupt() {
      lane.interrupt(INTERRUPT_MILLIS);
    }

    @Nullable RuntimeException error() {
      try {
        result.join();
        return null;
      } catch (CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
  }
}
