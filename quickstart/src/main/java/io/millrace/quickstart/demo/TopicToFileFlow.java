package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.quickstart.stack.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * F3: the portal publishes prices; the legacy system reads them from a file, without their time.
 */
final class TopicToFileFlow implements Flow {

  private static final String TOPIC = "prices";

  private final Path file;
  private final DemoTopics topics;
  private final KafkaProducer<String, String> producer;
  private final Map<Long, Long> writtenAt = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private final Set<Long> arrived = ConcurrentHashMap.newKeySet();
  private final Checksum sent = new Checksum();
  private @Nullable LineReader reader;
  private @Nullable Trickle trickle;

  TopicToFileFlow(Systems systems) {
    this.file = systems.legacyFolder().resolve("prices.csv");
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", systems.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
  }

  @Override
  public String name() {
    return "F3";
  }

  @Override
  public String route() {
    return "portal topic -> legacy file, exactly once";
  }

  @Override
  public List<String> connectors() {
    return List.of("prices-file-sink");
  }

  @Override
  public void prepare() {
    topics.create(TOPIC);
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    latencies.countFrom(measuredFrom);
    reader = LineReader.started(file, this::arrived);
    trickle = Trickle.started(name(), load, this::publish);
  }

  private void publish(long sku) {
    long now = System.currentTimeMillis();
    String price = price(sku);
    writtenAt.put(sku, now);
    sent.add(sku, price);
    String json = "{\"sku\":" + sku + ",\"price\":\"" + price + "\",\"changed_at\":" + now + "}";
    producer.send(new ProducerRecord<>(TOPIC, Long.toString(sku), json));
  }

  private static String price(long sku) {
    return sku % 1000 + "." + (10 + sku % 90);
  }

  @Override
  public long written() {
    return trickle == null ? 0 : trickle.written();
  }

  @Override
  public Arrivals arrivals() {
    return latencies.arrivals(arrived.size());
  }

  private void arrived(String line) {
    long sku = Long.parseLong(line.substring(0, line.indexOf(',')));
    if (arrived.add(sku)) {
      latencies.arrived(writtenAt.getOrDefault(sku, 0L));
    }
  }

  @Override
  public Checksum sent() {
    return sent;
  }

  @Override
  public Checksum received() throws IOException {
    var received = new Checksum();
    for (String line : Files.readAllLines(file, UTF_8)) {
      received.add((Object[]) line.split(",", -1));
    }
    return received;
  }

  @Override
  public void close() throws IOException {
    if (trickle != null) {
      trickle.close();
    }
    producer.close();
    if (reader != null) {
      reader.close();
    }
  }
}
