package io.millrace.quickstart.demo;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed orders from the topic on a thread of its own and notes which came twice. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;
  private final Thread thread = new Thread(this::run, "demo-topic-reader");
  private final BitSet seen = new BitSet();
  private volatile boolean stopped;
  private volatile long records;
  private volatile long duplicates;

  private TopicReader(String bootstrapServers, String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            "demo-reader",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "isolation.level",
            "read_committed",
            "max.poll.records",
            10_000,
            "allow.auto.create.topics",
            false,
            "metadata.max.age.ms",
            500);
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(List.of(topic));
    thread.setDaemon(true);
  }

  public static TopicReader started(String bootstrapServers, String topic) {
    var reader = new TopicReader(bootstrapServers, topic);
    reader.thread.start();
    return reader;
  }

  /** Records seen so far, duplicates included. */
  public long records() {
    return records;
  }

  /** Records whose order had been seen before. */
  public long duplicates() {
    return duplicates;
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      while (!stopped) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::note);
      }
    } catch (WakeupException e) {
      // close() was called
    }
  }

  private void note(ConsumerRecord<String, String> record) {
    String line = record.value();
    int id = Integer.parseInt(line.substring(0, line.indexOf(',')));
    if (seen.get(id)) {
      duplicates = duplicates + 1; // written by this thread only
    }
    seen.set(id);
    records = records + 1;
  }
}
