package io.millrace.connect.jms.factory;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a client: the plugin's own, and jars the user names. */
final class ClientClasspath implements Closeable {

  private final URLClassLoader loader;

  private ClientClasspath(URLClassLoader loader) {
    this.loader = loader;
  }

  /** The classes of jars, and of all jars in folders; the JMS API is always the plugin's. */
  static ClientClasspath of(List<Path> paths) {
    List<URL> urls = new ArrayList<>();
    for (Path path : paths) {
      jars(path).forEach(jar -> urls.add(url(jar)));
    }
    return new ClientClasspath(
        new URLClassLoader(urls.toArray(URL[]::new), ClientClasspath.class.getClassLoader()));
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static List<Path> jars(Path path) {
    if (!Files.isReadable(path)) {
      throw new DeliveryException(
          FATAL,
          "jms.client.classpath names " + path + ", which this worker cannot read. Put it there.");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new DeliveryException(FATAL, "Folder " + path + " cannot be listed: " + e + ".", e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A path always has a URL", e);
    }
  }
}
