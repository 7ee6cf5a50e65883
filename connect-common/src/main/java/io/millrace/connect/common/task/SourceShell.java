package io.millrace.connect.common.task;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.common.metrics.DeliveryMetrics;
import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.common.version.PluginVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lifecycle of every source task: it reads the options, opens a session, and acts on failures.
 *
 * <p>After a transient failure {@code poll} returns nothing until the backoff is over; no call
 * lasts longer than {@link #LONGEST_POLL}, because the worker cannot interrupt it.
 */
public abstract class SourceShell extends SourceTask {

  /** How long one {@code poll} may take. */
  public static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(SourceShell.class);

  private final ConfigSpec spec;
  private final RetryOptions retryOptions;
  private final SourceSession.Factory factory;
  private volatile @Nullable Running running;
  private Instant resumeAt = Instant.MIN;

  protected SourceShell(ConfigSpec spec, RetryOptions retryOptions, SourceSession.Factory factory) {
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
      var resources = new SourceResources(share, metrics, clock(), context);
      RetryBudget budget = retryOptions.budget(settings, RandomGenerator.getDefault());
      running = new Running(factory.open(settings, resources), budget, delivery, metrics);
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  @Override
  public final @Nullable List<SourceRecord> poll() throws InterruptedException {
    Running task = running();
    if (isBackingOff()) {
      return null;
    }
    try {
      List<SourceRecord> records = task.session.poll();
      task.budget.reset();
      task.delivery.delivered(records.size());
      task.delivery.connected(task.session.isConnected());
      return records.isEmpty() ? null : records;
    } catch (DeliveryException e) {
      task.delivery.failed();
      backOff(task, e);
      return null;
    }
  }

  @Override
  public final void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
    Running task = running;
    if (task != null) {
      task.session.acknowledged(record);
    }
  }

  @Override
  public final void commit() {
    Running task = running;
    if (task != null) {
      task.session.committed();
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

  private boolean isBackingOff() throws InterruptedException {
    Instant now = clock().instant();
    if (!now.isBefore(resumeAt)) {
      return false;
    }
    Duration left = Duration.between(now, resumeAt);
    Thread.sleep(Math.min(left.toMillis(), LONGEST_POLL.toMillis()));
    return true;
  }

  private void backOff(Running task, DeliveryException failure) {
    if (failure.kind() != FailureKind.TRANSIENT) {
      throw TaskFailure.of(failure);
    }
    Optional<Duration> wait = task.budget.next();
    if (wait.isEmpty()) {
      throw TaskFailure.gaveUp(failure, task.budget);
    }
    resumeAt = clock().instant().plus(wait.get());
    log.warn(
        "{} Retry {} in {} ms", failure.getMessage(), task.budget.used(), wait.get().toMillis());
  }

  private Running running() {
    Running task = running;
    if (task == null) {
      throw new IllegalStateException("The task is not started");
    }
    return task;
  }

  private record Running(
      SourceSession session, RetryBudget budget, DeliveryMetrics delivery, TaskMetrics metrics) {}
}
