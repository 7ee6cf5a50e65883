package io.millrace.connect.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** What a worker offers a source task; its offsets live in a map. */
final class FakeSourceContext implements SourceTaskContext, OffsetStorageReader {

  final Map<Map<String, Object>, Map<String, Object>> offsets = new HashMap<>();
  private final Map<String, String> config;

  FakeSourceContext(Map<String, String> config) {
    this.config = config;
  }

  void store(Map<String, ?> partition, Map<String, ?> offset) {
    offsets.put(afterJson(partition), afterJson(offset));
  }

  @Override
  public Map<String, String> configs() {
    return config;
  }

  @Override
  public OffsetStorageReader offsetStorageReader() {
    return this;
  }

  @Override
  public @Nullable TransactionContext transactionContext() {
    return null;
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new NoSuchMethodError("pluginMetrics");
  }

  @Override
  public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
    return offsets.get(afterJson(partition));
  }

  @Override
  public <T> Map<Map<String, T>, Map<String, Object>> offsets(
      Collection<Map<String, T>> partitions) {
    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
    for (Map<String, T> partition : partitions) {
      Map<String, Object> offset = offset(partition);
      if (offset != null) {
        found.put(partition, offset);
      }
    }
    return found;
  }

  // The worker stores offsets as JSON, so every integer comes back as a long.
  private static Map<String, Object> afterJson(Map<String, ?> map) {
    Map<String, Object> stored = new HashMap<>();
    map.forEach(
        (key, value) ->
            stored.put(key, value instanceof Integer number ? (Object) number.longValue() : value));
    return stored;
  }
}
