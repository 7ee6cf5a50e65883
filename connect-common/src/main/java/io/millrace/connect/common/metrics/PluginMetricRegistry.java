package io.millrace.connect.common.metrics;

import java.util.LinkedHashMap;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's plugin metrics (KIP-877). The only class that names the 4.1 API; {@link TaskMetrics}
 * catches what happens when an older worker loads it. The worker removes the metrics with the task.
 */
final class PluginMetricRegistry implements MetricRegistry {

  private static final Logger log = LoggerFactory.getLogger(PluginMetricRegistry.class);

  private final PluginMetrics metrics;

  private PluginMetricRegistry(PluginMetrics metrics) {
    this.metrics = metrics;
  }

  static MetricRegistry of(SinkTaskContext context) {
    return of(context.pluginMetrics());
  }

  static MetricRegistry of(SourceTaskContext context) {
    return of(context.pluginMetrics());
  }

  static MetricRegistry of(PluginMetrics metrics) {
    return new PluginMetricRegistry(metrics);
  }

  @Override
  public void add(String name, String description, DoubleSupplier value) {
    Gauge<Double> gauge = (config, now) -> value.getAsDouble();
    try {
      metrics.addMetric(metrics.metricName(name, description, new LinkedHashMap<>()), gauge);
    } catch (IllegalArgumentException e) {
      // The worker gave up waiting for an earlier run of this task, which has not ended yet.
      log.warn("Metric {} is not shown: an earlier run of this task still shows it", name);
    }
  }

  @Override
  public void close() {}
}
