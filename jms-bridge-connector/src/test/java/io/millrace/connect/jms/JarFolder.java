package io.millrace.connect.jms;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of a broker that cannot be on the class path of the tests. */
record JarFolder(Path path) {

  URLClassLoader loader(ClassLoader parent) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> sorted = files.sorted().toList();
      var urls = new URL[sorted.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = sorted.get(i).toUri().toURL();
      }
      return new URLClassLoader(urls, parent);
    }
  }
}
