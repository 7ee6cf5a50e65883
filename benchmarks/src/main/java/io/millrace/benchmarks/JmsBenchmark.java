package io.millrace.benchmarks;

import io.millrace.quickstart.stack.ArtemisBroker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The JMS connectors beside a bare client in one transacted session with the same batch size, on
 * the same broker: persistent messages of 200 bytes. Prints a Markdown table.
 */
final class JmsBenchmark {

  private static final String TEXT = "x".repeat(200);
  private static final long MESSAGES = 500_000;
  private static final int WARM_UP_DIVISOR = 5;
  // Enough for all messages of a stage in memory: this is no benchmark of paging.
  private static final List<String> BROKER = List.of("-Xmx2g", "-XX:+UseParallelGC");

  private final Stack.Running stack;
  private final ArtemisBroker artemis;
  private final BareJms bare;

  private JmsBenchmark(Stack.Running stack, ArtemisBroker artemis) {
    this.stack = stack;
    this.artemis = artemis;
    this.bare = new BareJms(artemis.url());
  }

  static void run(Scale scale) throws IOException, JMSException {
    long messages = scale.of(MESSAGES, 0).lines();
    var installation = Installation.current();
    try (var stack =
            Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT.atLeastOnce());
        var artemis =
            ArtemisBroker.starting(installation, stack.workspace(), Ports.anyFree(), BROKER)
                .awaitReady()) {
      var benchmark = new JmsBenchmark(stack, artemis);
      benchmark.rows(messages / WARM_UP_DIVISOR);
      System.out.println("| Stage | Records | Seconds | Records/s | MB/s |");
      System.out.println("|---|---:|---:|---:|---:|");
      List<Measurement> rows = benchmark.rows(messages);
      rows.forEach(row -> System.out.println(row.row()));
      Publication.of(installation)
          .write(
              "jms",
              "jms, %,d messages of 200 bytes".formatted(messages),
              "messages/s",
              rows.stream().map(Measurement::bar).toList());
    }
  }

  private List<Measurement> rows(long messages) throws JMSException {
    String queue = queue();
    return List.of(
        row("bare producer", messages, bare.send(queue, messages, TEXT)),
        row("bare consumer", messages, bare.receive(queue, messages)),
        row("Kafka -> JMS", messages, sink(queue(), messages)),
        row("JMS -> Kafka, 1 session", messages, source(messages, 1, 0)),
        row("JMS -> Kafka, 2 sessions", messages, source(messages, 2, 0)),
        row("the same 10 ms away, 1 session", messages, source(messages, 1, 10)),
        row("the same 10 ms away, 2 sessions", messages, source(messages, 2, 10)));
  }

  // A producer that waits this long for more, and never has enough, is as far away from Kafka.
  private double source(long messages, int sessions, int lingerMillis) throws JMSException {
    String queue = queue();
    bare.send(queue, messages, TEXT);
    Map<String, String> config = connector("JmsSourceConnector", queue);
    config.put("topic", queue);
    config.put("jms.sessions", Integer.toString(sessions));
    config.put("producer.override.linger.ms", Integer.toString(lingerMillis));
    config.put("producer.override.batch.size", Integer.toString(1 << 20));
    try (var records = new CountingConsumer(stack.broker().bootstrapServers(), queue)) {
      stack.worker().api().put(queue, config);
      return new Arrival(records::count).secondsFor(messages);
    } finally {
      stack.worker().api().delete(queue);
    }
  }

  // The messages are received while they are sent, which costs the sink a part of the machine.
  private double sink(String queue, long messages) throws JMSException {
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        queue,
        messages,
        new StringSerializer(),
        number -> new ProducerRecord<>(queue, TEXT));
    Map<String, String> config = connector("JmsSinkConnector", queue);
    config.put("topics", queue);
    config.put("consumer.override.max.poll.records", Integer.toString(BareJms.BATCH));
    try {
      stack.worker().api().put(queue, config);
      return bare.receive(queue, messages);
    } finally {
      stack.worker().api().delete(queue);
    }
  }

  private Map<String, String> connector(String type, String queue) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.jms." + type);
    config.put("tasks.max", "1");
    config.put("connection.url", artemis.url());
    config.put("jms.destination.name", queue);
    config.put("batch.size", Integer.toString(BareJms.BATCH));
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    return config;
  }

  private static String queue() {
    return "bench" + System.nanoTime();
  }

  private static Measurement row(String stage, long messages, double seconds) {
    return new Measurement(stage, messages, messages * TEXT.length(), seconds);
  }
}
