package io.millrace.connect.common.metrics;

import io.millrace.connect.common.task.TaskShare;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;

/**
 * The numbers one task shows: as plugin metrics on workers that have them (KIP-877, Kafka 4.1), as
 * an MBean {@code millrace.connect:type=...,connector=...,task=...} on older ones.
 *
 * <p>Names are in kebab-case; totals end in {@code -total}, durations in {@code -ms}. Counting is
 * thread-safe. Suppliers run on the scraping thread and only read fields.
 */
public final class TaskMetrics implements AutoCloseable {

  private final MetricRegistry registry;
  private final Map<String, DoubleSupplier> values = new ConcurrentHashMap<>();

  private TaskMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  public static TaskMetrics of(SinkTaskContext context, TaskShare share) {
    return new TaskMetrics(registry(() -> PluginMetricRegistry.of(context), "sink-task", share));
  }

  public static TaskMetrics of(SourceTaskContext context, TaskShare share) {
    return new TaskMetrics(registry(() -> PluginMetricRegistry.of(context), "source-task", share));
  }

  /** The metrics of a transform or predicate, on workers that have plugin metrics. */
  public static TaskMetrics of(PluginMetrics metrics) {
    return new TaskMetrics(PluginMetricRegistry.of(metrics));
  }

  /** Metrics that count and are shown nowhere. */
  public static TaskMetrics unpublished() {
    return new TaskMetrics(MetricRegistry.NONE);
  }

  /** A counter that starts at zero. */
  public LongAdder counter(String name, String description) {
    var counter = new LongAdder();
    gauge(name, description, counter::doubleValue);
    return counter;
  }

  /** A value that is read when somebody looks. */
  public void gauge(String name, String description, DoubleSupplier value) {
    if (values.putIfAbsent(name, value) != null) {
      throw new IllegalStateException("Metric " + name + " is declared twice");
    }
    registry.add(name, description, value);
  }

  /** The current value of a metric; for tests and log lines. */
  public double value(String name) {
    DoubleSupplier value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("There is no metric " + name);
    }
    return value.getAsDouble();
  }

  @Override
  public void close() {
    registry.close();
  }

  // Both errors occur, depending on whether the class or only the method is missing (KIP-877).
  private static MetricRegistry registry(
      Supplier<MetricRegistry> plugin, String type, TaskShare share) {
    try {
      return plugin.get();
    } catch (NoSuchMethodError | NoClassDefFoundError e) {
      return MBeanRegistry.registered(type, share);
    }
  }
}
