package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Throughput of the HTTP sink beside the bare client library, and of the HTTP listener under load.
 * The server and the load come from this process. Prints Markdown tables.
 */
final class HttpBenchmark {

  private static final long RECORDS = 200_000;
  private static final int WARM_UP_DIVISOR = 4;
  private static final int BATCHED = 10;
  private static final int LISTENED = 2;
  // A worker with exactly-once sources ends a transaction with every poll; an answer waits for it.
  private static final int TRANSACTION_DIVISOR = 10;
  private static final int IN_FLIGHT = 32;
  private static final int CONNECTIONS = 64;
  private static final int WRK_SECONDS = 20;

  private HttpBenchmark() {}

  static void run(Scale scale) throws IOException {
    int records = (int) scale.of(RECORDS, 0).lines();
    try (var stack =
            Stack.started(Installation.current(), Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT);
        var server = new LocalServer()) {
      sinks(stack, server, records);
      System.out.printf(
          "%n| Listener, 64 connections, 200 bytes | Requests/s | p50 ms | p99 ms |%n");
      System.out.println("|---|---:|---:|---:|");
      listener(stack, "worker with exactly-once sources", records / TRANSACTION_DIVISOR);
    }
    try (var stack =
        Stack.started(
            Installation.current(), Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT.atLeastOnce())) {
      listener(stack, "worker without", records * LISTENED);
    }
  }

  private static void sinks(Stack.Running stack, LocalServer server, int records)
      throws IOException {
    List<Measurement> rows = new ArrayList<>();
    rows.add(bare(server, records));
    for (KafkaToHttp stage : stages(stack, server)) {
      stage.run(records / WARM_UP_DIVISOR);
      rows.add(stage.run(records));
    }
    System.out.println("| Stage | Records | Seconds | Records/s | MB/s |");
    System.out.println("|---|---:|---:|---:|---:|");
    rows.forEach(row -> System.out.println(row.row()));
    KafkaToHttp batches = batches(stack, server);
    batches.run(records);
    System.out.println(batches.run(records * BATCHED).row());
    Publication.of(Installation.current())
        .write(
            "http-sink",
            "http sink, %,d requests".formatted(records),
            "requests/s",
            rows.stream().map(Measurement::bar).toList());
  }

  private static List<KafkaToHttp> stages(Stack.Running stack, LocalServer server) {
    String inFlight = String.valueOf(IN_FLIGHT);
    return List.of(
        new KafkaToHttp(
            stack, server, "sink, one request at a time", Map.of("max.in.flight.requests", "1")),
        new KafkaToHttp(
            stack,
            server,
            "sink, 32 in flight, no order",
            Map.of("ordering", "none", "max.in.flight.requests", inFlight)),
        new KafkaToHttp(
            stack,
            server,
            "sink, 32 in flight, order by key",
            Map.of("ordering", "key", "max.in.flight.requests", inFlight)));
  }

  private static KafkaToHttp batches(Stack.Running stack, LocalServer server) {
    return new KafkaToHttp(
        stack,
        server,
        "sink, batches of 500",
        Map.of(
            "batch.size", "500",
            "batch.format", "ndjson",
            "ordering", "none",
            "max.buffered.records", "20000"));
  }

  private static Measurement bare(LocalServer server, int records) {
    try (var client = new LoadClient(server.port(), IN_FLIGHT, 60)) {
      client.send(records / WARM_UP_DIVISOR);
      double seconds = client.send(records).seconds();
      return new Measurement("bare client, 32 in flight", records, records * 60L, seconds);
    }
  }

  private static void listener(Stack.Running stack, String name, int requests) throws IOException {
    int port = freePort();
    String topic = "bench" + System.nanoTime();
    CountingConsumer.createTopic(stack.broker().bootstrapServers(), topic);
    stack.worker().api().put(topic, listenerConfig(port, topic));
    stack.worker().api().awaitRunning(topic);
    try (var client = new LoadClient(port, CONNECTIONS, 200)) {
      client.send(requests / WARM_UP_DIVISOR);
      Latencies latencies = client.send(requests);
      System.out.printf(
          Locale.ROOT,
          "| answered when Kafka has it, %s | %,.0f | %.1f | %.1f |%n",
          name,
          requests / latencies.seconds(),
          latencies.millis(0.5),
          latencies.millis(0.99));
      if (Wrk.isHere()) {
        long sent = requests / WARM_UP_DIVISOR + requests;
        wrk(stack, topic, "http://127.0.0.1:" + port + "/orders", sent);
      }
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  private static void wrk(Stack.Running stack, String topic, String url, long sentBefore)
      throws IOException {
    Wrk wrk = Wrk.posting("x".repeat(200), url, CONNECTIONS, WRK_SECONDS);
    try (var end = new CommittedEnd(stack.broker().bootstrapServers(), topic)) {
      long there = end.get() - sentBefore;
      if (there < wrk.answered()) {
        throw new IllegalStateException(
            "Of " + wrk.answered() + " answered requests " + there + " are in the topic");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| the same, measured with wrk (%d not answered 200) | %,.0f | | %s |%n",
        wrk.bad(),
        wrk.perSecond(),
        wrk.p99());
  }

  private static Map<String, String> listenerConfig(int port, String topic) {
    return Map.of(
        "connector.class", "io.millrace.connect.http.HttpListenerSourceConnector",
        "tasks.max", "1",
        "topic", topic,
        "http.listener.host", "127.0.0.1",
        "http.listener.port", String.valueOf(port),
        "value.converter", "org.apache.kafka.connect.storage.StringConverter");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
