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

  static void run(Scale scale) throws Exception {
    int records = (int) scale.of(RECORDS, 0).lines();
    try (var stack =
            Stack.started(Installation.current(), Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT);
        var server = new LocalServer()) {
      sinks(stack, server, scale);
      System.out.printf(
          "%n| Listener, 64 connections, 200 bytes, median of %d | Requests/s | p50 ms | p99 ms |%n",
          scale.runs());
      System.out.println("|---|---:|---:|---:|");
      listener(
          stack, "worker with exactly-once sources", records / TRANSACTION_DIVISOR, scale.runs());
    }
    try (var stack =
        Stack.started(
            Installation.current(), Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT.atLeastOnce())) {
      listener(stack, "worker without", records * LISTENED, scale.runs());
    }
  }

  private static void sinks(Stack.Running stack, LocalServer server, Scale scale) throws Exception {
    int records = (int) scale.of(RECORDS, 0).lines();
    List<String> processes = KafkaToHttp.processes(stack).names();
    Rounds.run(
        processes, scale.times(1), stages(stack, server, records / WARM_UP_DIVISOR, records));
    Rounds rounds = Rounds.run(processes, scale, stages(stack, server, records, records * BATCHED));
    rounds.print(System.out);
    Publication.of(Installation.current())
        .write(
            "http-sink",
            "http sink, %,d requests, %,d records in batches".formatted(records, records * BATCHED),
            "records/s, median of " + scale.runs(),
            rounds.bars());
  }

  private static List<Rounds.Stage> stages(
      Stack.Running stack, LocalServer server, int records, int batched) {
    String inFlight = String.valueOf(IN_FLIGHT);
    var ordered =
        new KafkaToHttp(
            stack, server, "sink, one request at a time", Map.of("max.in.flight.requests", "1"));
    var free =
        new KafkaToHttp(
            stack,
            server,
            "sink, 32 in flight, no order",
            Map.of("ordering", "none", "max.in.flight.requests", inFlight));
    var byKey =
        new KafkaToHttp(
            stack,
            server,
            "sink, 32 in flight, order by key",
            Map.of("ordering", "key", "max.in.flight.requests", inFlight));
    var batches =
        new KafkaToHttp(
            stack,
            server,
            "sink, batches of 500",
            Map.of(
                "batch.size", "500",
                "batch.format", "ndjson",
                "ordering", "none",
                "max.buffered.records", "20000"));
    return List.of(
        () -> bare(stack, server, records),
        () -> ordered.run(records),
        () -> free.run(records),
        () -> byKey.run(records),
        () -> batches.run(batched));
  }

  private static Measurement bare(Stack.Running stack, LocalServer server, int records) {
    Processes processes = KafkaToHttp.processes(stack);
    List<Cost> before = processes.costs();
    try (var client = new LoadClient(server.port(), IN_FLIGHT, 60)) {
      double seconds = client.send(records).seconds();
      return new Measurement(
          "bare client, 32 in flight", records, records * 60L, seconds, processes.since(before));
    }
  }

  private static void listener(Stack.Running stack, String name, int requests, int runs)
      throws IOException {
    int port = freePort();
    String topic = "bench" + System.nanoTime();
    new Topics(stack.broker().bootstrapServers()).create(topic);
    stack.worker().api().put(topic, listenerConfig(port, topic));
    stack.worker().api().awaitRunning(topic);
    try (var client = new LoadClient(port, CONNECTIONS, 200)) {
      client.send(requests / WARM_UP_DIVISOR);
      List<Latencies> loads = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        loads.add(client.send(requests));
      }
      Latencies median = Median.of(loads, Latencies::seconds);
      System.out.printf(
          Locale.ROOT,
          "| answered when Kafka has it, %s | %,.0f | %.1f | %.1f |%n",
          name,
          requests / median.seconds(),
          median.millis(0.5),
          median.millis(0.99));
      if (Wrk.isHere()) {
        wrk(stack, topic, "http://127.0.0.1:" + port + "/orders", runs);
      }
    } finally {
      stack.worker().api().delete(topic);
    }
  }

  private static void wrk(Stack.Running stack, String topic, String url, int runs)
      throws IOException {
    List<Wrk> loads = new ArrayList<>();
    try (var end = new CommittedEnd(stack.broker().bootstrapServers(), topic)) {
      long before = end.get();
      for (int run = 0; run < runs; run++) {
        loads.add(Wrk.posting("x".repeat(200), url, CONNECTIONS, WRK_SECONDS));
      }
      long answered = loads.stream().mapToLong(Wrk::answered).sum();
      long there = end.get() - before;
      if (there < answered) {
        throw new IllegalStateException(
            "Of " + answered + " answered requests " + there + " are in the topic");
      }
    }
    Wrk median = Median.of(loads, Wrk::perSecond);
    System.out.printf(
        Locale.ROOT,
        "| the same, measured with wrk (%d not answered 200) | %,.0f | | %s |%n",
        loads.stream().mapToLong(Wrk::bad).sum(),
        median.perSecond(),
        median.p99());
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
