package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A JDBC driver of a peer in the lib folder of our plugin, where users put it; gone when closed.
 */
final class AddedDriver implements AutoCloseable {

  private final Path jar;

  private AddedDriver(Path jar) {
    this.jar = jar;
  }

  /**
   * Copies a driver.
   *
   * @param name how the name of its jar begins
   */
  static AddedDriver of(Installation installation, String name) throws IOException {
    Path root = installation.root();
    Path peer = root.resolve("benchmarks/target/peers/debezium-connector-jdbc");
    Path plugin = only(root.resolve("deploy/target/plugins"), "jdbc-sink-connector-*");
    Path driver = only(peer, name + "*.jar");
    Path jar = plugin.resolve("lib").resolve(driver.getFileName());
    return new AddedDriver(Files.copy(driver, jar, StandardCopyOption.REPLACE_EXISTING));
  }

  private static Path only(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      return found.iterator().next();
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(jar);
  }
}
