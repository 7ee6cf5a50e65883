package io.millrace.connect.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.junit.jupiter.api.Test;

class PluginMetricRegistryTest {

  @Test
  void aTaskWhoseEarlierRunStillShowsItsMetricsRunsWithoutThem() {
    var worker = new OneOfEach();
    PluginMetricRegistry.of(worker).add("records-total", "", () -> 1);

    MetricRegistry next = PluginMetricRegistry.of(worker);
    next.add("records-total", "", () -> 2);
    next.add("errors-total", "", () -> 0);

    assertThat(worker.names).containsExactly("records-total", "errors-total");
  }

  /** Refuses a name that is taken, as the worker does. */
  private static final class OneOfEach implements PluginMetrics {

    private final Set<String> names = new LinkedHashSet<>();

    @Override
    public MetricName metricName(
        String name, String description, LinkedHashMap<String, String> tags) {
      return new MetricName(name, "plugins", description, tags);
    }

    @Override
    public void addMetric(MetricName name, MetricValueProvider<?> value) {
      if (!names.add(name.name())) {
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
}
