package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.quickstart.stack.ArtemisBroker;
import io.millrace.quickstart.stack.ConnectWorker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.WorkerSetup;
import io.millrace.quickstart.stack.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A worker whose class path has the API of JMS 1.1, for another connector or by accident. */
class JavaxJmsOnTheWorkerIT {

  private static final Installation INSTALLATION = Installation.current();

  @Test
  void j38TheSourceReadsAllTheSame() throws Exception {
    Ports ports = Ports.free(0, 0, 0);
    try (Workspace workspace = Workspace.create();
        var broker = KafkaBroker.starting(INSTALLATION, workspace, ports).awaitReady();
        var artemis =
            ArtemisBroker.starting(INSTALLATION, workspace, Ports.anyFree()).awaitReady();
        var worker = ConnectWorker.starting(config(workspace, broker, ports), workspace)) {
      worker.awaitReady();
      new JmsQueues(artemis.url()).send("orders", List.of("a", "b"));
      var topics = new Topics(broker.bootstrapServers());
      topics.create("orders");

      worker.api().put("source", source(artemis));

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(topics.read("orders"))
                      .extracting(record -> new String(record.value(), UTF_8))
                      .containsExactlyInAnyOrder("a", "b")); // two sessions
    }
  }

  private static ConnectWorker.Config config(Workspace workspace, KafkaBroker broker, Ports ports)
      throws IOException {
    return new ConnectWorker.Config(
        "connect",
        "connect",
        lib(workspace),
        INSTALLATION.pluginPath(),
        broker.bootstrapServers(),
        ports.connect(),
        WorkerSetup.SMALL,
        Map.of());
  }

  /** The jars of a worker and the API. */
  private static Path lib(Workspace workspace) throws IOException {
    Path lib = workspace.folder("lib");
    for (Path folder : List.of(INSTALLATION.kafkaLib(), Path.of("target/javax-jms"))) {
      try (Stream<Path> jars = Files.list(folder)) {
        for (Path jar : jars.toList()) {
          Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar.toAbsolutePath());
        }
      }
    }
    return lib;
  }

  private static Map<String, String> source(ArtemisBroker artemis) {
    return Map.of(
        "connector.class", "io.millrace.connect.jms.JmsSourceConnector",
        "tasks.max", "1",
        "connection.url", artemis.url(),
        "jms.destination.name", "orders",
        "topic", "orders",
        "value.converter", "org.apache.kafka.connect.storage.StringConverter");
  }
}
