package io.millrace.connect.jms;

import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * An ActiveMQ Classic broker inside the test, from a folder with its jars: two versions have the
 * same class names, and one of them speaks javax.jms.
 */
final class ActiveMqServer implements AutoCloseable {

  private final Path jars;
  private final URLClassLoader loader;
  private final Object service;
  private final String url;

  private ActiveMqServer(Path jars, URLClassLoader loader, Object service, String url) {
    this.jars = jars;
    this.loader = loader;
    this.service = service;
    this.url = url;
  }

  static ActiveMqServer started(Path jars) throws Exception {
    var loader = new JarFolder(jars).loader(ActiveMqServer.class.getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object service =
          loader
              .loadClass("org.apache.activemq.broker.BrokerService")
              .getConstructor()
              .newInstance();
      call(service, "setPersistent", boolean.class, false);
      call(service, "setUseJmx", boolean.class, false);
      call(service, "setUseShutdownHook", boolean.class, false);
      Object connector = call(service, "addConnector", String.class, "tcp://127.0.0.1:0");
      service.getClass().getMethod("start").invoke(service);
      var uri = (URI) connector.getClass().getMethod("getConnectUri").invoke(connector);
      return new ActiveMqServer(jars, loader, service, uri.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The options every connector needs for this broker. */
  Map<String, String> connection() {
    Map<String, String> options = new HashMap<>();
    options.put("name", "under-test");
    options.put("connection.factory.class", "org.apache.activemq.ActiveMQConnectionFactory");
    options.put("connection.url", url);
    options.put("jms.client.classpath", jars.toAbsolutePath().toString());
    return options;
  }

  @Override
  public void close() throws Exception {
    service.getClass().getMethod("stop").invoke(service);
    loader.close();
  }

  private static Object call(Object target, String method, Class<?> type, Object value)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method, type).invoke(target, value);
  }
}
