package io.millrace.quickstart.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build has put where.
 *
 * @param root the folder of the {@code millrace} script
 * @param peers folders with plugins of others, for comparison
 */
public record Installation(Path root, List<Path> peers) {

  /** The installation named by the system property {@code millrace.home}. */
  public static Installation current() {
    String home = System.getProperty("millrace.home");
    if (home == null) {
      throw new StartupException(
          "Start this through the millrace script, which sets millrace.home.");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize(), List.of());
  }

  /** The same with plugins of others beside ours. */
  public Installation withPeers(Path folder) {
    return new Installation(root, List.of(built(folder)));
  }

  /** A plugin.path with every plugin of the suite and Debezium. */
  public String pluginPath() {
    return Stream.concat(Stream.of(built(root.resolve("deploy/target/plugins"))), peers.stream())
        .map(Path::toString)
        .collect(Collectors.joining(","));
  }

  /** The jars of a Kafka broker and a Connect worker. */
  public Path kafkaLib() {
    return built(root.resolve("quickstart/kafka/target/lib"));
  }

  /**
   * The classes of the launcher itself, which the broker's and the writer's main classes are in.
   */
  public String launcherClasspath() {
    return root.resolve("quickstart/target/classes")
        + File.pathSeparator
        + root.resolve("quickstart/target/lib")
        + File.separator
        + "*";
  }

  public Path launcherClasses() {
    return root.resolve("quickstart/target/classes");
  }

  /** The jars of an Artemis broker, and the launcher's classes, which its main class is in. */
  public String artemisClasspath() {
    return built(root.resolve("quickstart/artemis/target/lib"))
        + File.separator
        + "*"
        + File.pathSeparator
        + launcherClasses();
  }

  /** Where database binaries are unpacked; a cache that the next start uses again. */
  public Path postgresBinaries() {
    return root.resolve("quickstart/target/postgres");
  }

  /** A connector configuration of the documentation. */
  public String example(String name) {
    Path file = root.resolve("docs/examples").resolve(name);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartupException("The example " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path built(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StartupException(folder + " is not built. Run: mvn -DskipTests package");
    }
    return folder;
  }
}
