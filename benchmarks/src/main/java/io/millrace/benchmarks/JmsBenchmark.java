package io.millrace.benchmarks;

import io.millrace.quickstart.stack.ArtemisBroker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The JMS connectors beside a bare client in one transacted session with the same batch size, on
 * the same broker: persistent messages of 200 bytes.
 */
final class JmsBenchmark implements AutoCloseable {

  static final long MESSAGES = 500_000;

  private static final String TEXT = "x".repeat(200);
  private static final int WARM_UP_DIVISOR = 5;
  // Room for all messages of a stage: this is no benchmark of paging, nor of full collections.
  private static final List<String> BROKER = List.of("-Xmx6g", "-Xmn3g", "-XX:+UseParallelGC");

  private final Stack.Running stack;
  private final ArtemisBroker artemis;
  private final Processes processes;
  private final BareJms bare;

  private JmsBenchmark(Stack.Running stack, ArtemisBroker artemis) {
    this.stack = stack;
    this.artemis = artemis;
    this.processes =
        new Processes(
            List.of("worker", "Kafka", "Artemis"),
            List.of(
                () -> Cost.of(stack.worker().pid()),
                () -> Cost.of(stack.broker().pid()),
                () -> Cost.of(artemis.pid())));
    this.bare = new BareJms(artemis.url());
  }

  static JmsBenchmark started(Installation installation, WorkerSetup setup) {
    var stack = Stack.started(installation, Ports.free(0, 0, 0), setup.atLeastOnce());
    try {
      return new JmsBenchmark(
          stack,
          ArtemisBroker.starting(installation, stack.workspace(), Ports.anyFree(), BROKER)
              .awaitReady());
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  static void run(Scale scale) throws Exception {
    long messages = scale.of(MESSAGES, 0).lines();
    var installation = Installation.current();
    try (var benchmark = started(installation, WorkerSetup.THROUGHPUT)) {
      List<String> processes = benchmark.processes.names();
      Rounds.run(processes, scale.times(1), benchmark.stages(messages / WARM_UP_DIVISOR));
      Rounds rounds = Rounds.run(processes, scale, benchmark.stages(messages));
      rounds.print(System.out);
      Publication.of(installation)
          .write(
              "jms",
              "jms, %,d messages of 200 bytes".formatted(messages),
              "messages/s, median of " + scale.runs(),
              rounds.bars());
    }
  }

  private List<Rounds.Stage> stages(long messages) {
    return List.of(
        () -> bareProducer(messages),
        () -> sink(messages),
        () -> bareConsumer(messages),
        () -> source("JMS -> Kafka, 1 session", messages, sessions(1)),
        () -> source(messages),
        () -> source("the same without headers", messages, Map.of("jms.headers.copy", "none")),
        () -> source("10 ms away, 1 session", messages, away(sessions(1))),
        () -> source("10 ms away, 2 sessions", messages, away(sessions(2))));
  }

  Stack.Running stack() {
    return stack;
  }

  /** By the source as it is by default, with messages that are all in the queue. */
  Measurement source(long messages) throws JMSException {
    return source("JMS -> Kafka, 2 sessions", messages, sessions(2));
  }

  private Measurement bareProducer(long messages) throws JMSException {
    List<Cost> before = processes.costs();
    double seconds = bare.send(queue(), messages, TEXT);
    return measurement("bare producer", messages, seconds, before);
  }

  private Measurement bareConsumer(long messages) throws JMSException {
    String queue = queue();
    bare.send(queue, messages, TEXT);
    List<Cost> before = processes.costs();
    double seconds = bare.receive(queue, messages);
    return measurement("bare consumer", messages, seconds, before);
  }

  private Measurement source(String stage, long messages, Map<String, String> options)
      throws JMSException {
    String queue = queue();
    bare.send(queue, messages, TEXT);
    Map<String, String> config = connector("JmsSourceConnector", queue);
    config.put("topic", queue);
    config.put("producer.override.batch.size", Integer.toString(1 << 20));
    config.putAll(options);
    List<Cost> before = processes.costs();
    try (var records = new CountingConsumer(stack.broker().bootstrapServers(), queue)) {
      stack.worker().api().put(queue, config);
      double seconds = new Arrival(records::count).secondsFor(messages);
      return measurement(stage, messages, seconds, before);
    } finally {
      stack.worker().api().delete(queue);
    }
  }

  private static Map<String, String> sessions(int number) {
    return Map.of("jms.sessions", Integer.toString(number));
  }

  // A producer that waits this long for more, and never has enough, is as far away from Kafka.
  private static Map<String, String> away(Map<String, String> options) {
    Map<String, String> away = new HashMap<>(options);
    away.put("producer.override.linger.ms", "10");
    return away;
  }

  // The messages are received while they are sent, which costs the sink a part of the machine.
  private Measurement sink(long messages) throws JMSException {
    String queue = queue();
    FilledTopic.create(
        stack.broker().bootstrapServers(),
        queue,
        messages,
        new StringSerializer(),
        number -> new ProducerRecord<>(queue, TEXT));
    Map<String, String> config = connector("JmsSinkConnector", queue);
    config.put("topics", queue);
    config.put("consumer.override.max.poll.records", Integer.toString(BareJms.BATCH));
    List<Cost> before = processes.costs();
    try {
      stack.worker().api().put(queue, config);
      return measurement("Kafka -> JMS", messages, bare.receive(queue, messages), before);
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

  private Measurement measurement(String stage, long messages, double seconds, List<Cost> before) {
    return new Measurement(
        stage, messages, messages * TEXT.length(), seconds, processes.since(before));
  }

  private static String queue() {
    return "bench" + System.nanoTime();
  }

  @Override
  public void close() {
    try {
      artemis.close();
    } finally {
      stack.close();
    }
  }
}
