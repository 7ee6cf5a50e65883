package io.millrace.connect.common.task;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.common.metrics.DeliveryMetrics;
import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.common.version.PluginVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of every sink task: it reads the options, opens a session, and acts on failures.
 *
 * <p>A transient failure becomes a {@link RetriableException} within the retry budget, so that the
 * worker redelivers and nothing sleeps in {@code put}; anything else fails the task.
 */
public abstract class SinkShell extends SinkTask {

  private final ConfigSpec spec;
  private final RetryOptions retryOptions;
  private final SinkSession.Factory factory;
  private final Set<TopicPartition> owned = new HashSet<>();
  private @Nullable Running running;

  protected SinkShell(ConfigSpec spec, RetryOptions retryOptions, SinkSession.Factory factory) {
    this.spec = spec;
    this.retryOptions = retryOptions;
    this.factory = factory;
  }

  @Override
  public final void start(Map<String, String> properties) {
    Settings settings = spec.read(properties);
    var share = TaskShare.of(properties);
    TaskMetrics metrics = TaskMetrics.of(context, share);
    try {
      var delivery = new DeliveryMetrics(metrics, clock());
      RejectedRecords rejected = delivery.counting(RejectedRecords.of(context));
      var resources = new SinkResources(share, rejected, metrics, clock(), context);
      RetryBudget budget = retryOptions.budget(settings, RandomGenerator.getDefault());
      running = new Running(factory.open(settings, resources), budget, delivery, metrics);
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  @Override
  public final void open(Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
    running().session.opened(partitions);
  }

  @Override
  public final void put(Collection<SinkRecord> records) {
    Running task = running();
    List<SinkRecord> ours = records.stream().filter(this::isOwned).toList();
    try {
      task.session.write(ours);
    } catch (DeliveryException e) {
      task.delivery.failed();
      throw acted(task, e);
    }
    if (task.session.isRetrying()) {
      task.delivery.taken(ours.size());
    } else {
      task.budget.reset();
      task.delivery.delivered(ours.size());
    }
  }

  @Override
  public final Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    Map<TopicPartition, OffsetAndMetadata> stored =
        new HashMap<>(running().session.committable(consumed));
    stored.keySet().retainAll(owned);
    return stored;
  }

  @Override
  public final void close(Collection<TopicPartition> partitions) {
    partitions.forEach(owned::remove);
    if (running != null) {
      running.session.closed(partitions);
    }
  }

  @Override
  public final void stop() {
    Running task = running;
    running = null;
    if (task != null) {
      task.metrics.close();
      task.session.close();
    }
  }

  @Override
  public final String version() {
    return PluginVersion.current();
  }

  /** The clock of the task; tests replace it. */
  protected Clock clock() {
    return Clock.systemUTC();
  }

  private RuntimeException acted(Running task, DeliveryException failure) {
    return switch (failure.kind()) {
      case TRANSIENT -> {
        Optional<Duration> wait = task.budget.next();
        if (wait.isEmpty()) {
          yield TaskFailure.gaveUp(failure, task.budget);
        }
        context.timeout(wait.get().toMillis());
        yield new RetriableException(
            failure.getMessage()
                + " Retry "
                + task.budget.used()
                + " in "
                + wait.get().toMillis()
                + " ms.",
            failure);
      }
      case BAD_RECORD, FATAL -> TaskFailure.of(failure);
    };
  }

  // Offsets and ownership use the original coordinates: a transform may have renamed the topic, and
  // the worker redelivers such records even after their partition was taken away.
  private boolean isOwned(SinkRecord record) {
    return owned.contains(
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("The task is not started");
    }
    return running;
  }

  private record Running(
      SinkSession session, RetryBudget budget, DeliveryMetrics delivery, TaskMetrics metrics) {}
}
