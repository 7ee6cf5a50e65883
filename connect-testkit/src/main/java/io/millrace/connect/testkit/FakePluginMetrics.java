package io.millrace.connect.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/** The metrics a worker offers to one plugin, with the tags it puts on all of them. */
public final class FakePluginMetrics implements PluginMetrics {

  private final Map<String, String> tags;
  private final Map<String, Gauge<?>> gauges = new LinkedHashMap<>();

  public FakePluginMetrics(Map<String, String> tags) {
    this.tags = Map.copyOf(tags);
  }

  /** The current value of a gauge, by its name. */
  public Object value(String name) {
    Gauge<?> gauge = gauges.get(name);
    if (gauge == null) {
      throw new IllegalArgumentException("There is no metric " + name);
    }
    return gauge.value(new MetricConfig(), 0);
  }

  @Override
  public MetricName metricName(
      String name, String description, LinkedHashMap<String, String> moreTags) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.putAll(moreTags);
    return new MetricName(name, "plugins", description, all);
  }

  @Override
  public void addMetric(MetricName name, MetricValueProvider<?> value) {
    if (gauges.putIfAbsent(name.name(), (Gauge<?>) value) != null) {
      throw new IllegalArgumentException("A metric named '" + name + "' already exists");
    }
  }

  @Override
  public void removeMetric(MetricName name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Sensor addSensor(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeSensor(String name) {
    throw new UnsupportedOperationException();
  }
}
