package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.version.PluginVersion;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** What all transforms have in common: they are configured by a spec, and watched. */
abstract class SpecTransform<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned, Monitorable {

  private final String name;
  private final ConfigSpec spec;
  private final Monitor monitor;

  SpecTransform(String name, ConfigSpec spec) {
    this.name = name;
    this.spec = spec;
    this.monitor = new Monitor(name);
  }

  /** Takes over settings that are valid. */
  abstract void configure(Settings settings);

  /** How records that cannot be dealt with are answered. */
  final Failures failures(OnError onError) {
    return new Failures(monitor, onError);
  }

  /** The state that {@link #configure} made. */
  final <C> C required(@Nullable C configured) {
    if (configured == null) {
      throw new IllegalStateException(name + " was used before it was configured");
    }
    return configured;
  }

  @Override
  public final void configure(Map<String, ?> properties) {
    configure(spec.read(Properties.asText(properties)));
  }

  @Override
  public final void withPluginMetrics(PluginMetrics metrics) {
    monitor.begin(metrics, Monitor.Kind.TRANSFORMATION);
  }

  @Override
  public final ConfigDef config() {
    return spec.configDefWithRules();
  }

  @Override
  public final void close() {}

  @Override
  public final String version() {
    return PluginVersion.current();
  }
}
