package io.millrace.connect.jdbc;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.jdbc.write.BackgroundWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * A running JDBC sink: one batch is written in the background while the next one is gathered.
 *
 * <p>A batch that fails is kept and written again, so that records stay in order; meanwhile no
 * others are taken. Offsets never pass the first record that is not stored or reported.
 */
final class JdbcSinkSession implements SinkSession {

  // The worker notices a stop between two calls only.
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long SOON_MS = 10;

  private final BatchMapper mapper;
  private final BackgroundWriter writer;
  private final BatchOffsets offsets;
  private final Rejections rejections;
  private final SinkTaskContext context;
  private final int enoughRows;
  private final long enoughBytes;
  private SinkBatch pending = new SinkBatch();
  private @Nullable SinkBatch sent;
  private @Nullable RuntimeException failure;
  private boolean isRetrying;
  private boolean isPaused;

  JdbcSinkSession(
      BatchMapper mapper,
      BackgroundWriter writer,
      BatchOffsets offsets,
      Rejections rejections,
      SinkTaskContext context,
      int enoughRows,
      long enoughBytes) {
    this.mapper = mapper;
    this.writer = writer;
    this.offsets = offsets;
    this.rejections = rejections;
    this.context = context;
    this.enoughRows = enoughRows;
    this.enoughBytes = enoughBytes;
  }

  @Override
  public void write(Collection<SinkRecord> records) {
    if (sent != null && isRetrying && writer.failure().isPresent()) {
      writer.forget(sent::isDropped);
      writer.retry(offsets.mark(sent));
    }
    advance(isRetrying ? PATIENCE : Duration.ZERO);
    throwFailure();
    mapper.addTo(pending, offsets.admitted(records));
    // What fails from here on is told by the next call, because these records are taken now.
    advance(isFull() ? PATIENCE : Duration.ZERO);
    pauseWhile(sent != null && isFull());
    if (sent != null) {
      context.timeout(SOON_MS);
    }
  }

  @Override
  public boolean isRetrying() {
    return isRetrying;
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    if (failure == null && !isRetrying) {
      advance(PATIENCE);
      advance(PATIENCE);
    }
    Map<TopicPartition, OffsetAndMetadata> stored = new HashMap<>(consumed);
    holdBack(stored, pending);
    if (sent != null) {
      holdBack(stored, sent);
    }
    return offsets.committable(stored);
  }

  private static void holdBack(Map<TopicPartition, OffsetAndMetadata> stored, SinkBatch batch) {
    batch
        .firstOffsets()
        .forEach(
            (partition, first) ->
                stored.computeIfPresent(
                    partition,
                    (p, end) -> end.offset() <= first ? end : new OffsetAndMetadata(first)));
  }

  @Override
  public void closed(Collection<TopicPartition> partitions) {
    pending.drop(partitions);
    SinkBatch batch = sent;
    if (batch != null) {
      // Written later, it could overwrite what the partitions' new owner writes.
      if (!writer.await(Duration.ZERO)) {
        writer.interrupt();
      }
      batch.drop(partitions);
      isRetrying |= writer.failure().isPresent() && failure == null;
    }
    offsets.closed(partitions);
  }

  @Override
  public void close() {
    writer.close();
  }

  private boolean isFull() {
    return pending.changes().size() >= enoughRows || pending.bytes() >= enoughBytes;
  }

  /** Goes on to the next batch if the one that was sent is done, or is within this time. */
  private void advance(Duration limit) {
    if (failure != null || !writer.await(limit)) {
      return;
    }
    try {
      finishSent();
    } catch (RuntimeException e) {
      failure = e;
      return;
    }
    if (!pending.isEmpty()) {
      sent = pending;
      pending = new SinkBatch();
      writer.start(sent.changes(), offsets.mark(sent), rejections.foreseeing(sent));
    }
  }

  private void finishSent() {
    SinkBatch batch = sent;
    if (batch == null) {
      return;
    }
    writer
        .failure()
        .ifPresent(
            e -> {
              throw e;
            });
    batch.leaveOut(writer.bad());
    sent = null;
    isRetrying = false;
    offsets.stored(batch);
    // Only now: what is reported must not come again with another attempt.
    batch.forEachBad(rejections::setAside);
  }

  private void throwFailure() {
    RuntimeException told = failure;
    if (told != null) {
      isRetrying = told instanceof DeliveryException e && e.kind() == FailureKind.TRANSIENT;
      failure = isRetrying ? null : told;
      throw told;
    }
  }

  private void pauseWhile(boolean tooMuch) {
    if (tooMuch == isPaused) {
      return;
    }
    TopicPartition[] partitions = context.assignment().toArray(TopicPartition[]::new);
    if (tooMuch) {
      context.pause(partitions);
    } else {
      context.resume(partitions);
    }
    isPaused = tooMuch;
  }
}
