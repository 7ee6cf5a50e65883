package io.millrace.connect.http;

import io.millrace.connect.testkit.SourceTaskHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.source.SourceRecord;

/** A listener task, the worker that polls and commits it, and clients that send to it. */
final class ListenerRig implements AutoCloseable {

  final SourceTaskHarness harness;
  final List<SourceRecord> stored = new CopyOnWriteArrayList<>();
  final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean isStopping;
  private volatile boolean isKafkaAway;
  private Thread worker;

  ListenerRig(Map<String, String> config) {
    Map<String, String> all = new HashMap<>();
    all.put("http.listener.host", "127.0.0.1");
    all.put("http.listener.port", String.valueOf(freePort()));
    all.put("topic", "in");
    all.putAll(config);
    this.port = Integer.parseInt(all.get("http.listener.port"));
    this.harness = SourceTaskHarness.started(HttpListenerSourceTask::new, all);
    this.worker = new Thread(this::work, "worker");
    worker.start();
  }

  static ListenerRig started(String... options) {
    return new ListenerRig(HttpSinkRig.config(options));
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on records are polled, but Kafka acknowledges none. */
  void kafkaIsAway() {
    isKafkaAway = true;
  }

  void kafkaIsBack() {
    isKafkaAway = false;
  }

  private void work() {
    while (!isStopping) {
      List<SourceRecord> records = harness.poll();
      if (!isKafkaAway) {
        stored.addAll(records);
        harness.commit();
      }
    }
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, String body, String... headers) {
    return client.sendAsync(
        request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    request.version(HttpClient.Version.HTTP_1_1);
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are, and returns all that comes until the server closes or is silent. */
  String raw(String text, int silenceMillis) {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(silenceMillis);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new StringBuilder();
      try {
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
          answer.append((char) b);
        }
        answer.append("<closed>");
      } catch (IOException e) {
        answer.append("<silent>");
      }
      return answer.toString();
    } catch (IOException e) {
      return "<" + e.getMessage() + ">";
    }
  }

  List<Object> values() {
    return stored.stream().map(SourceRecord::value).toList();
  }

  void stopWorker() {
    isStopping = true;
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopWorker();
    harness.close();
  }
}
