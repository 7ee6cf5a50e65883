package io.millrace.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts the committed records of a topic it creates. It reads them, since offsets also count the
 * markers of transactions; that costs a few percent of a core in every measurement alike.
 */
final class CountingConsumer implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private long count;

  CountingConsumer(String bootstrapServers, String topic) {
    new Topics(bootstrapServers).create(topic);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                100_000,
                "fetch.max.bytes",
                8 << 20,
                "max.partition.fetch.bytes",
                8 << 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  long count() {
    count += consumer.poll(Duration.ofMillis(50)).count();
    return count;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
