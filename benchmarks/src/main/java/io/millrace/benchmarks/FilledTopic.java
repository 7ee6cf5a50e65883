package io.millrace.benchmarks;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one partition that is complete before a sink reads it. */
final class FilledTopic {

  private FilledTopic() {}

  /**
   * Creates a topic and fills it.
   *
   * @param record makes the record with a number, from 0 on
   */
  static <V> void create(
      String bootstrapServers,
      String topic,
      long records,
      Serializer<V> values,
      LongFunction<ProducerRecord<String, V>> record) {
    new Topics(bootstrapServers).create(topic);
    fill(bootstrapServers, records, values, record);
  }

  /**
   * Fills topics that are there.
   *
   * @param record makes the record with a number, from 0 on, and says which topic is its
   */
  static <V> void fill(
      String bootstrapServers,
      long records,
      Serializer<V> values,
      LongFunction<ProducerRecord<String, V>> record) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 256 << 10);
    var failure = new AtomicReference<Exception>();
    try (var producer = new KafkaProducer<>(config, new StringSerializer(), values)) {
      for (long number = 0; number < records; number++) {
        producer.send(
            record.apply(number), (metadata, error) -> failure.compareAndSet(null, error));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("A topic could not be filled", failure.get());
    }
  }
}
