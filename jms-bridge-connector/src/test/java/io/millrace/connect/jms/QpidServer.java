package io.millrace.connect.jms;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Qpid Broker-J inside the test, from a folder with its jars: AMQP 1.0 only, messages in memory,
 * queues made when they are first named.
 */
final class QpidServer implements AutoCloseable {

  private final URLClassLoader loader;
  private final int port;
  private Object launcher;

  private QpidServer(URLClassLoader loader, int port) throws Exception {
    this.loader = loader;
    this.port = port;
    this.launcher = launched();
  }

  static QpidServer started(Path jars) throws Exception {
    var loader = new JarFolder(jars).loader(ClassLoader.getPlatformClassLoader());
    return new QpidServer(loader, freePort());
  }

  String url() {
    return "amqp://127.0.0.1:" + port;
  }

  /** Its messages are lost. */
  void restart() throws Exception {
    shutdown();
    launcher = launched();
  }

  @Override
  public void close() throws Exception {
    shutdown();
    loader.close();
  }

  private Object launched() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object started =
          loader.loadClass("org.apache.qpid.server.SystemLauncher").getConstructor().newInstance();
      Map<String, Object> attributes =
          Map.of(
              "type", "Memory",
              "startupLoggedToSystemOut", false,
              "initialSystemPropertiesLocation", resource("qpid-broker.properties"),
              "initialConfigurationLocation", resource("qpid-broker.json"),
              "context", Map.of("qpid.amqp_port", Integer.toString(port)));
      started.getClass().getMethod("startup", Map.class).invoke(started, attributes);
      return started;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void shutdown() throws ReflectiveOperationException {
    launcher.getClass().getMethod("shutdown").invoke(launcher);
  }

  private static String resource(String name) {
    return String.valueOf(QpidServer.class.getResource("/" + name));
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
