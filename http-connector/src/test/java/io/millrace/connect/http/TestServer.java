package io.millrace.connect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server on 127.0.0.1 that remembers what it was asked and answers what it is told to. */
public final class TestServer implements AutoCloseable {

  /** A request as it came. Header names are in lower case. */
  public record Received(String method, String uri, Map<String, String> headers, byte[] bytes) {
    public String body() {
      return new String(bytes, UTF_8);
    }

    public String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** What is answered. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }

    public static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    public Answer with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new ArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile Function<Received, Answer> otherwise = request -> Answer.of(200);

  private TestServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static TestServer started() {
    return startedOn(0);
  }

  public static TestServer startedOn(int port) {
    try {
      return new TestServer(HttpServer.create(address(port), 100));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server with TLS. */
  public static TestServer secured(SSLContext context, boolean needsClientCertificate) {
    try {
      HttpsServer server = HttpsServer.create(address(0), 100);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters ssl = context.getDefaultSSLParameters();
              ssl.setNeedClientAuth(needsClientCertificate);
              parameters.setSSLParameters(ssl);
            }
          });
      return new TestServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The next answers, one after the other. */
  public void answers(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** What is answered when nothing else is. */
  public void otherwise(Function<Received, Answer> answering) {
    otherwise = answering;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + port() + "/in";
  }

  public List<Received> requests() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  public List<String> bodies() {
    return requests().stream().map(Received::body).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
    var request =
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            exchange.getRequestBody().readAllBytes());
    synchronized (received) {
      received.add(request);
    }
    Answer next = answers.poll();
    Answer answer = next == null ? otherwise.apply(request) : next;
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
