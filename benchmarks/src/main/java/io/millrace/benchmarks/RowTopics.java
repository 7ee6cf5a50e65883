package io.millrace.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of the same rows, made when they are needed first, and complete. */
final class RowTopics {

  private final String bootstrapServers;
  private final LongFunction<String> row;
  private final Map<Long, String> topics = new HashMap<>();

  /**
   * @param row the text of the row with a number
   */
  RowTopics(String bootstrapServers, LongFunction<String> row) {
    this.bootstrapServers = bootstrapServers;
    this.row = row;
  }

  /** The topic with this many rows. */
  String of(long rows) {
    return topics.computeIfAbsent(rows, this::filled);
  }

  private String filled(long rows) {
    String topic = "rows" + System.nanoTime();
    FilledTopic.create(
        bootstrapServers,
        topic,
        rows,
        new StringSerializer(),
        id -> new ProducerRecord<>(topic, row.apply(id)));
    return topic;
  }
}
