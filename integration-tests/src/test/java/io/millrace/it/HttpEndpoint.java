package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that keeps the body of each idempotency key, notices a key with two bodies, and answers
 * with what it took.
 */
final class HttpEndpoint implements AutoCloseable {

  final Map<String, String> bodies = new ConcurrentHashMap<>();
  final Set<String> contradictions = ConcurrentHashMap.newKeySet();
  final AtomicLong requests = new AtomicLong();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final int port;
  private HttpServer server;

  HttpEndpoint(int port) {
    this.port = port;
    this.server = launched();
  }

  void stop() {
    server.stop(0);
  }

  void restart() {
    server = launched();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/orders";
  }

  private HttpServer launched() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer launched = HttpServer.create(address, 100);
      launched.setExecutor(threads);
      launched.createContext("/", this::handle);
      launched.start();
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    String before = bodies.put(key, body);
    if (before != null && !before.equals(body)) {
      contradictions.add(key);
    }
    requests.incrementAndGet();
    byte[] answer = ("taken " + body).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
  }
}
