package io.millrace.benchmarks;

import io.millrace.quickstart.stack.JavaProcess;
import io.millrace.quickstart.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kafka's own ProducerPerformance: what a producer reaches that only produces. */
final class ProducerPerformanceRun implements Contender {

  private static final String PREFIX = "producer.override.";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Stack.Running stack;
  private final Map<String, String> overrides;

  /**
   * @param overrides settings of the producer as a connector would have them
   */
  ProducerPerformanceRun(Stack.Running stack, Map<String, String> overrides) {
    this.stack = stack;
    this.overrides = overrides;
  }

  @Override
  public String name() {
    return "ProducerPerformance, tuned, transactions of 1 s";
  }

  @Override
  public Measurement run(Input input) throws InterruptedException {
    String topic = "bench" + System.nanoTime();
    new Topics(stack.broker().bootstrapServers()).create(topic);
    Path log = stack.workspace().log(topic);
    Cost broker = Cost.of(stack.broker().pid());
    long begun = System.nanoTime();
    try (JavaProcess process =
        JavaProcess.start(
            "producer performance",
            System.getProperty("java.class.path"),
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            arguments(topic, input),
            Map.of(),
            log)) {
      Cost cost = Cost.NONE;
      while (process.isAlive()) {
        Cost now = Cost.of(process.pid());
        cost = now.peakMegabytes() > 0 ? now : cost;
        Thread.sleep(20);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (process.awaitEnd(PATIENCE) != 0) {
        throw new IllegalStateException("ProducerPerformance failed:\n" + process.logTail());
      }
      List<Cost> costs = List.of(cost, Cost.of(stack.broker().pid()).since(broker), Cost.NONE);
      return new Measurement(name(), input.lines(), input.bytes(), seconds, costs);
    }
  }

  private List<String> arguments(String topic, Input input) {
    List<String> arguments = new ArrayList<>();
    arguments.add("org.apache.kafka.tools.ProducerPerformance");
    arguments.addAll(List.of("--topic", topic));
    arguments.addAll(List.of("--num-records", Long.toString(input.lines())));
    arguments.addAll(List.of("--record-size", Integer.toString(input.width() - 1)));
    arguments.addAll(List.of("--throughput", "-1"));
    arguments.addAll(List.of("--transactional-id", topic, "--transaction-duration-ms", "1000"));
    arguments.add("--producer-props");
    arguments.add("bootstrap.servers=" + stack.broker().bootstrapServers());
    arguments.add("acks=all");
    overrides.forEach((key, value) -> arguments.add(key.substring(PREFIX.length()) + "=" + value));
    return arguments;
  }
}
