package io.millrace.connect.transforms;

import io.millrace.connect.common.metrics.TaskMetrics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * What messages call a transform or predicate, and how many records failed in it. Safe for many
 * threads.
 *
 * <p>Connect tells no plugin its alias in {@code transforms=...}, but each metric of the plugin has
 * it as a tag (KIP-877). Workers before Kafka 4.1 have no such metrics: there messages name the
 * class only, and nothing is shown.
 */
final class Monitor {

  /** Which kind of plugin it is; named as the worker names its tag. */
  enum Kind {
    TRANSFORMATION,
    PREDICATE
  }

  private final LongAdder failed = new LongAdder();
  private volatile String label;

  Monitor(String plugin) {
    label = plugin;
  }

  /** Called by the worker once, after the plugin was configured. */
  void begin(PluginMetrics metrics, Kind kind) {
    String alias =
        metrics
            .metricName("alias", "", new LinkedHashMap<>())
            .tags()
            .get(kind.name().toLowerCase(Locale.ROOT));
    if (alias != null) {
      label = alias + "/" + label;
    }
    TaskMetrics.of(metrics)
        .gauge("records-failed-total", "Records it could not deal with", failed::doubleValue);
  }

  /** The alias, if it is known, and the class. */
  String label() {
    return label;
  }

  void failed() {
    failed.increment();
  }
}
