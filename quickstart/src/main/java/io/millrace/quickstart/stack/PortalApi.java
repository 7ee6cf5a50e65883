package io.millrace.quickstart.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The HTTP API of the new system: hands the body of each POST to whoever listens to its path. */
public final class PortalApi implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();

  private PortalApi(HttpServer server) {
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              var thread = new Thread(work, "portal-api");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /** Starts it on a free port of 127.0.0.1. */
  public static PortalApi started() {
    // Without this the answers of the JDK's server wait for the client's next packet.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var api = new PortalApi(HttpServer.create(address, BACKLOG));
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new StartupException("The portal's HTTP API cannot be started: " + e.getMessage(), e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on hands the bodies that are posted to a path to a listener, on several threads. */
  public void listen(String path, Consumer<String> bodies) {
    listeners.put(path, bodies);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Consumer<String> listener = listeners.get(exchange.getRequestURI().getPath());
      if (listener == null || !exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        listener.accept(body);
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
