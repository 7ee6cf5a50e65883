package io.millrace.connect.common.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of plugin, which differ in the keys Kafka Connect itself reads beside ours. */
public enum PluginKind {
  SOURCE_CONNECTOR(
      Keys.CONNECTOR,
      Set.of(
          "exactly.once.support",
          "transaction.boundary",
          "transaction.boundary.interval.ms",
          "offsets.storage.topic",
          "topic.creation.groups"),
      List.of("producer.override.", "topic.creation.")),
  SINK_CONNECTOR(
      Keys.CONNECTOR,
      Set.of(
          "topics",
          "topics.regex",
          "errors.deadletterqueue.topic.name",
          "errors.deadletterqueue.topic.replication.factor",
          "errors.deadletterqueue.context.headers.enable"),
      List.of("consumer.override.", "producer.override.")),
  TRANSFORM(Set.of("type", "predicate", "negate", "plugin.version"), Set.of(), List.of()),
  PREDICATE(Set.of("type", "plugin.version"), Set.of(), List.of());

  private final Set<String> keys;
  private final List<String> prefixes;

  PluginKind(Set<String> common, Set<String> own, List<String> ownPrefixes) {
    this.keys =
        Stream.concat(common.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    this.prefixes =
        common == Keys.CONNECTOR
            ? Stream.concat(Keys.CONNECTOR_PREFIXES.stream(), ownPrefixes.stream()).toList()
            : ownPrefixes;
  }

  boolean isFrameworkKey(String key) {
    return keys.contains(key) || prefixes.stream().anyMatch(key::startsWith);
  }

  Set<String> frameworkKeys() {
    return keys;
  }

  private static final class Keys {
    static final Set<String> CONNECTOR =
        Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "task.class",
            "task.index",
            "task.count",
            "tasks.max",
            "tasks.max.enforce",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "config.action.reload",
            "errors.tolerance",
            "errors.retry.timeout",
            "errors.retry.delay.max.ms",
            "errors.log.enable",
            "errors.log.include.messages");
    static final List<String> CONNECTOR_PREFIXES =
        List.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "admin.override.");
  }
}
