package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.version.PluginVersion;
import io.millrace.connect.transforms.structure.Problem;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A transform of a record's headers. Safe for many threads once configured. */
abstract class HeaderTransform<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned, Monitorable {

  /** What a configured transform does with headers. Immutable. */
  interface Change {

    /** The new headers of a record, or its own ones if nothing changes. */
    Headers apply(ConnectRecord<?> record);
  }

  private final String name;
  private final Monitor monitor;
  private final ConfigSpec spec;
  private final Option<OnError> onError;
  private @Nullable Configured configured;

  HeaderTransform(String name, ConfigSpec spec, Option<OnError> onError) {
    this.name = name;
    this.monitor = new Monitor(name);
    this.spec = spec;
    this.onError = onError;
  }

  /** The change these settings ask for. */
  abstract Change change(Settings settings);

  @Override
  public final void configure(Map<String, ?> properties) {
    Settings settings = spec.read(Properties.asText(properties));
    configured = new Configured(change(settings), new Failures(monitor, settings.get(onError)));
  }

  @Override
  public final @Nullable R apply(R record) {
    Configured now = configured;
    if (now == null) {
      throw new IllegalStateException(name + " was used before it was configured");
    }
    try {
      Headers headers = now.change.apply(record);
      return headers == record.headers() ? record : with(record, headers);
    } catch (Problem problem) {
      return now.failures.outcome(record, null, problem);
    } catch (DataException e) {
      return now.failures.outcome(record, null, Problem.of(String.valueOf(e.getMessage())));
    }
  }

  private R with(R record, Headers headers) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        headers);
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

  private record Configured(Change change, Failures failures) {}
}
