package io.millrace.connect.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Runs a source task as a worker does, without a broker: polls, keeps what Kafka would have, stores
 * offsets. {@link #crash} is a new task that knows only the stored offsets. Not thread-safe.
 */
public final class SourceTaskHarness implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Supplier<? extends SourceTask> factory;
  private final Map<String, String> config;
  private final FakeSourceContext context;
  private final List<SourceRecord> produced = new ArrayList<>();
  private final List<SourceRecord> uncommitted = new ArrayList<>();
  private SourceTask task;

  private SourceTaskHarness(Supplier<? extends SourceTask> factory, Map<String, String> config) {
    this.factory = factory;
    this.config = new HashMap<>(config);
    this.config.putIfAbsent("name", "under-test");
    this.context = new FakeSourceContext(this.config);
    this.task = start();
  }

  public static SourceTaskHarness started(
      Supplier<? extends SourceTask> task, Map<String, String> config) {
    return new SourceTaskHarness(task, config);
  }

  /** Polls once; an idle poll is an empty list. */
  public List<SourceRecord> poll() {
    List<SourceRecord> records = polled();
    produced.addAll(records);
    uncommitted.addAll(records);
    return records;
  }

  /** Polls until this many more records have come, and fails when they do not come. */
  public List<SourceRecord> pollUntil(int count) {
    List<SourceRecord> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (records.size() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Only " + records.size() + " of " + count + " records came within " + PATIENCE);
      }
      records.addAll(poll());
    }
    return records;
  }

  /** Kafka acknowledges everything polled so far and the offsets are stored. */
  public void commit() {
    commit(uncommitted.size());
  }

  /** Kafka acknowledges the first of the records not yet committed and their offsets are stored. */
  public void commit(int count) {
    List<SourceRecord> acknowledged = uncommitted.subList(0, count);
    for (SourceRecord record : acknowledged) {
      acknowledge(record);
      context.store(record.sourcePartition(), record.sourceOffset());
    }
    acknowledged.clear();
    onTask(task::commit);
  }

  /** The worker dies and starts again: a new task, the stored offsets, nothing else. */
  public void crash() {
    task.stop();
    uncommitted.clear();
    task = start();
  }

  /** All records polled since the harness was started, by every incarnation of the task. */
  public List<SourceRecord> produced() {
    return List.copyOf(produced);
  }

  /** The stored offsets by source partition. */
  public Map<Map<String, Object>, Map<String, Object>> offsets() {
    return Map.copyOf(context.offsets);
  }

  /** Stores an offset as a user would through the REST API. */
  public void storeOffset(Map<String, ?> partition, Map<String, ?> offset) {
    context.store(partition, offset);
  }

  public SourceTask task() {
    return task;
  }

  @Override
  public void close() {
    task.stop();
  }

  private SourceTask start() {
    SourceTask started = factory.get();
    started.initialize(context);
    try {
      started.start(config);
    } catch (RuntimeException e) {
      started.stop();
      throw e;
    }
    return started;
  }

  private List<SourceRecord> polled() {
    try {
      List<SourceRecord> records = task.poll();
      return records == null ? List.of() : records;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while polling", e);
    }
  }

  private void acknowledge(SourceRecord record) {
    onTask(() -> task.commitRecord(record, null));
  }

  private static void onTask(Callback callback) {
    try {
      callback.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private interface Callback {
    void run() throws InterruptedException;
  }
}
