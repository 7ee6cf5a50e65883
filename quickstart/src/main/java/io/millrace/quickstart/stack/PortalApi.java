package io.millrace.quickstart.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The HTTP API of the new system: hands the body of each POST to whoever listens to its path. */
public final class PortalApi implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final String url;
  private final ExecutorService threads;
  private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();

  private PortalApi(HttpServer server, String url) {
    this.server = server;
    this.url = url;
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
    InetAddress address = InetAddress.getLoopbackAddress();
    return started(address, address.getHostAddress());
  }

  /** Starts it where containers of this machine find it, and nobody else. */
  static PortalApi forContainers() {
    return started(bridge().orElseGet(InetAddress::getLoopbackAddress), "host.docker.internal");
  }

  // On Linux the name stands for an address of the bridge; elsewhere for the machine itself.
  private static Optional<InetAddress> bridge() {
    try {
      return Optional.ofNullable(NetworkInterface.getByName("docker0")).stream()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .findFirst();
    } catch (SocketException e) {
      throw new StartupException("The network cannot be looked at: " + e.getMessage(), e);
    }
  }

  /**
   * Starts it on a free port.
   *
   * @param name by which connectors find the address
   */
  private static PortalApi started(InetAddress address, String name) {
    // Without this the answers of the JDK's server wait for the client's next packet.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), BACKLOG);
      var api = new PortalApi(server, "http://" + name + ":" + server.getAddress().getPort());
      server.start();
      return api;
    } catch (IOException e) {
      throw new StartupException("The portal's HTTP API cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where connectors find it. */
  public String url() {
    return url;
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
