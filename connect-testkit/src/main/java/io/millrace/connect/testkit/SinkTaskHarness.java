package io.millrace.connect.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Runs a sink task as a worker does, without a broker: opens partitions, redelivers the same batch
 * after a {@link RetriableException}, keeps the consumed and the committed offsets, collects what
 * was reported. Not thread-safe.
 */
public final class SinkTaskHarness implements AutoCloseable {

  private final SinkTask task;
  private final FakeSinkContext context;
  private final Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final List<String> redeliveries = new ArrayList<>();
  private Runnable beforeRedelivery = () -> {};
  private boolean isSettling;

  private SinkTaskHarness(SinkTask task, FakeSinkContext context) {
    this.task = task;
    this.context = context;
  }

  /** Starts a task whose rejected records are collected, see {@link #rejected}. */
  public static SinkTaskHarness started(
      Supplier<? extends SinkTask> task, Map<String, String> config) {
    return start(task.get(), new FakeSinkContext(config, true));
  }

  /** Starts a task on a worker that has no errant-record reporter: a bad record fails the task. */
  public static SinkTaskHarness startedWithoutReporter(
      Supplier<? extends SinkTask> task, Map<String, String> config) {
    return start(task.get(), new FakeSinkContext(config, false));
  }

  private static SinkTaskHarness start(SinkTask task, FakeSinkContext context) {
    task.initialize(context);
    try {
      task.start(context.configs());
    } catch (RuntimeException e) {
      task.stop();
      throw e;
    }
    return new SinkTaskHarness(task, context);
  }

  /** What to do between a failed delivery and the next one, such as restarting a database. */
  public SinkTaskHarness beforeRedelivery(Runnable action) {
    beforeRedelivery = action;
    return this;
  }

  /**
   * From now on a delivery lasts until the task says that all of it may be committed, for tasks
   * that store records in the background.
   */
  public SinkTaskHarness settling() {
    isSettling = true;
    return this;
  }

  /** Delivers a batch, as often as the task asks for it; partitions are opened on the way. */
  public void put(Collection<SinkRecord> records) {
    open(records);
    deliver(records);
    consume(records);
    while (isSettling && !isStored()) {
      deliver(List.of());
    }
  }

  private void deliver(Collection<SinkRecord> records) {
    while (true) {
      try {
        task.put(new ArrayList<>(records));
        return;
      } catch (RetriableException e) {
        redeliveries.add(String.valueOf(e.getMessage()));
        beforeRedelivery.run();
      }
    }
  }

  private void consume(Collection<SinkRecord> records) {
    for (SinkRecord record : records) {
      consumed.put(partition(record), new OffsetAndMetadata(record.originalKafkaOffset() + 1));
    }
  }

  private boolean isStored() {
    return task.preCommit(new HashMap<>(consumed)).equals(consumed);
  }

  /** Delivers a batch once; what the task throws is the test's. */
  public void putOnce(Collection<SinkRecord> records) {
    open(records);
    task.put(new ArrayList<>(records));
    consume(records);
    while (isSettling && !isStored()) {
      task.put(List.of());
    }
  }

  /** Asks the task what may be committed and commits it. */
  public void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = task.preCommit(new HashMap<>(consumed));
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }

  /** Takes partitions away, after a commit, as on a rebalance. */
  public void revoke(TopicPartition... partitions) {
    commit();
    List<TopicPartition> revoked = List.of(partitions);
    task.close(revoked);
    revoked.forEach(context.assignment::remove);
    revoked.forEach(consumed::remove);
  }

  /** The committed offset of a partition. */
  public OptionalLong committed(String topic, int partition) {
    Long offset = committed.get(new TopicPartition(topic, partition));
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** The partitions the task does not want records of at the moment. */
  public Set<TopicPartition> paused() {
    return Set.copyOf(context.paused);
  }

  /** The records the task reported, with the reasons, in order. */
  public List<Rejection> rejected() {
    return List.copyOf(context.rejected);
  }

  /** The messages of the failures after which the task asked for the batch again. */
  public List<String> redeliveries() {
    return List.copyOf(redeliveries);
  }

  /** The backoffs the task asked for. */
  public List<Duration> backoffs() {
    return List.copyOf(context.timeouts);
  }

  /** The offsets to which the task has asked the worker to go back; the harness does not. */
  public Map<TopicPartition, Long> seeks() {
    return Map.copyOf(context.seeks);
  }

  public SinkTask task() {
    return task;
  }

  @Override
  public void close() {
    task.close(List.copyOf(context.assignment));
    task.stop();
  }

  private void open(Collection<SinkRecord> records) {
    Set<TopicPartition> added = new LinkedHashSet<>();
    records.forEach(record -> added.add(partition(record)));
    added.removeAll(context.assignment);
    if (!added.isEmpty()) {
      context.assignment.addAll(added);
      task.open(added);
    }
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  /** A record that was reported as undeliverable. */
  public record Rejection(SinkRecord record, Throwable reason) {}
}
