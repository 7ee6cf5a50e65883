package io.millrace.benchmarks;

import java.util.Map;

/** The settings of Kafka's clients for throughput, the same for ours and for others'. */
final class TunedClients {

  static final Map<String, String> PRODUCER =
      Map.of(
          "producer.override.linger.ms", "20",
          "producer.override.batch.size", "262144",
          "producer.override.buffer.memory", "67108864",
          "producer.override.max.request.size", "4194304");

  static final Map<String, String> CONSUMER =
      Map.of(
          "consumer.override.max.poll.records", "5000",
          "consumer.override.max.partition.fetch.bytes", "8388608",
          "consumer.override.isolation.level", "read_committed");

  private TunedClients() {}
}
