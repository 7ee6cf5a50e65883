package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.quickstart.demo.Demo;
import io.millrace.quickstart.demo.Flows;
import io.millrace.quickstart.demo.Load;
import io.millrace.quickstart.stack.Containers;
import io.millrace.quickstart.stack.Installation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The flows on the images of docker-compose.yml. Skipped, and says why, where there is no Docker,
 * an image cannot be had, or one of the ports is taken.
 */
class ComposeIT {

  private static final Load LOAD = new Load(4_000, 400, Duration.ofSeconds(5));
  private static final List<Integer> PORTS = List.of(3306, 5432, 8080, 8083, 8088, 9092, 61616);
  private static final Path LOG = Path.of("target/docker.log").toAbsolutePath();
  private static final Installation INSTALLATION = Installation.current();

  @Test
  void bothEndsOfEveryFlowHoldTheSameOnTheContainers() throws Exception {
    assumeTrue(docker("info") == 0, "SKIPPED: there is no Docker here");
    assumeTrue(
        PORTS.stream().noneMatch(ComposeIT::isTaken), "SKIPPED: one of " + PORTS + " is taken");
    assumeTrue(docker("compose", "pull") == 0, "SKIPPED: an image cannot be had");
    removeLegacyFiles(); // of an earlier run
    try {
      assertThat(docker("compose", "up", "--wait")).isZero();
      try (var containers = Containers.running(INSTALLATION)) {
        assertThat(Demo.run(containers, Flows.everywhere(), LOAD, System.out, false)).isEmpty();
      }
    } finally {
      docker("compose", "down", "-v");
    }
  }

  private static void removeLegacyFiles() throws IOException {
    Path folder = INSTALLATION.root().resolve("target/compose/legacy");
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static int docker(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .directory(INSTALLATION.root().toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }

  private static boolean isTaken(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
