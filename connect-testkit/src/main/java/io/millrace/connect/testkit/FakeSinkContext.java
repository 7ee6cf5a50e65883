package io.millrace.connect.testkit;

import io.millrace.connect.testkit.SinkTaskHarness.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What a worker offers a sink task, recorded. Has no plugin metrics, like a worker before 4.1. */
final class FakeSinkContext implements SinkTaskContext {

  final Set<TopicPartition> assignment = new LinkedHashSet<>();
  final Set<TopicPartition> paused = new LinkedHashSet<>();
  final List<Rejection> rejected = new ArrayList<>();
  final List<Duration> timeouts = new ArrayList<>();
  final Map<TopicPartition, Long> seeks = new HashMap<>();
  private final Map<String, String> config;
  private final boolean reporter;

  FakeSinkContext(Map<String, String> config, boolean reporter) {
    this.config = new HashMap<>(config);
    this.config.putIfAbsent("name", "under-test");
    this.config.putIfAbsent("errors.tolerance", reporter ? "all" : "none");
    this.reporter = reporter;
  }

  @Override
  public Map<String, String> configs() {
    return config;
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    seeks.putAll(offsets);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    seeks.put(partition, offset);
  }

  @Override
  public void timeout(long timeoutMs) {
    timeouts.add(Duration.ofMillis(timeoutMs));
  }

  @Override
  public Set<TopicPartition> assignment() {
    return assignment;
  }

  @Override
  public void pause(TopicPartition... partitions) {
    paused.addAll(List.of(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    List.of(partitions).forEach(paused::remove);
  }

  @Override
  public void requestCommit() {}

  @Override
  public @Nullable ErrantRecordReporter errantRecordReporter() {
    if (!reporter) {
      return null;
    }
    return (record, error) -> {
      rejected.add(new Rejection(record, error));
      return CompletableFuture.completedFuture(null);
    };
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new NoSuchMethodError("pluginMetrics");
  }
}
