package io.millrace.connect.jms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The RabbitMQ of Debian's packages as a child process: an empty folder, free ports of 127.0.0.1,
 * and a name server of its own, so that it meets no other RabbitMQ of the machine.
 */
final class RabbitMqServer implements AutoCloseable {

  private static final Path HOME = Path.of("/usr/lib/rabbitmq/lib");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String UNPRIVILEGED = "nobody";

  private final Path folder;
  private final Path script;
  private final Process names;
  private final Map<String, String> environment;
  private final int port;
  private Process server;

  private RabbitMqServer(Path folder, Path script) throws IOException {
    this.folder = folder;
    this.script = script;
    this.port = freePort();
    this.environment = environment(folder, port, freePort(), freePort());
    handOver(folder);
    Files.writeString(folder.resolve("plugins"), "[rabbitmq_jms_topic_exchange].");
    String nameServer = environment.get("ERL_EPMD_PORT");
    this.names = launched("names", "epmd", "-address", "127.0.0.1", "-port", nameServer);
    this.server = launched("log", script.toString());
  }

  /** The server, ready for clients; nothing if the package is not installed. */
  static Optional<RabbitMqServer> started() throws IOException {
    Optional<Path> script = installed();
    if (script.isEmpty()) {
      return Optional.empty();
    }
    var started = new RabbitMqServer(Files.createTempDirectory("millrace-rabbitmq-"), script.get());
    try {
      started.awaitReady();
      return Optional.of(started);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  String url() {
    return "amqp://127.0.0.1:" + port;
  }

  void restart() throws IOException {
    stop(server);
    Files.delete(folder.resolve("log"));
    server = launched("log", script.toString());
    awaitReady();
  }

  @Override
  public void close() throws IOException {
    stop(server);
    stop(names);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(HOME)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(HOME)) {
      return versions
          .map(version -> version.resolve("sbin/rabbitmq-server"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  private static Map<String, String> environment(Path folder, int port, int names, int nodes) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("ERL_EPMD_PORT", Integer.toString(names));
    environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
    environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString());
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(nodes));
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    environment.put("RABBITMQ_LOGS", "-");
    environment.put("RABBITMQ_LOG_BASE", folder.resolve("logs").toString());
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
    environment.put("RABBITMQ_NODENAME", "millrace@localhost");
    environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
    environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
    return environment;
  }

  private void awaitReady() {
    Awaitility.await("RabbitMQ, see " + folder.resolve("log"))
        .atMost(PATIENCE)
        .failFast("RabbitMQ ended: " + folder.resolve("log"), () -> !server.isAlive())
        .until(() -> Files.readString(folder.resolve("log")).contains("startup complete"));
  }

  private Process launched(String log, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
    }
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectOutput(folder.resolve(log).toFile()).start();
  }

  private static void stop(Process process) {
    process.destroy();
    Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
  }

  private static void handOver(Path path) throws IOException {
    if (isRoot()) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(UNPRIVILEGED));
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
