package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.quickstart.stack.ConnectWorker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.WorkerSetup;
import io.millrace.quickstart.stack.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The built plugin directories, loaded by service manifests alone, on the newest and oldest worker.
 */
class PluginLoadingIT {

  private static final String VERSION = System.getProperty("millrace.version");
  private static final List<String> EXPECTED =
      List.of(
          "io.millrace.connect.file.FileAppendSinkConnector",
          "io.millrace.connect.file.FileTailSourceConnector",
          "io.millrace.connect.http.HttpListenerSourceConnector",
          "io.millrace.connect.http.HttpPollSourceConnector",
          "io.millrace.connect.http.HttpSinkConnector",
          "io.millrace.connect.jdbc.JdbcSinkConnector",
          "io.millrace.connect.jms.JmsSinkConnector",
          "io.millrace.connect.jms.JmsSourceConnector",
          "io.millrace.connect.transforms.AddAttribute$Header",
          "io.millrace.connect.transforms.AddAttribute$Key",
          "io.millrace.connect.transforms.AddAttribute$Value",
          "io.millrace.connect.transforms.CoerceAttribute$Key",
          "io.millrace.connect.transforms.CoerceAttribute$Value",
          "io.millrace.connect.transforms.FieldMatches",
          "io.millrace.connect.transforms.FormatCsv$Key",
          "io.millrace.connect.transforms.FormatCsv$Value",
          "io.millrace.connect.transforms.FormatJson$Key",
          "io.millrace.connect.transforms.FormatJson$Value",
          "io.millrace.connect.transforms.FormatText$Key",
          "io.millrace.connect.transforms.FormatText$Value",
          "io.millrace.connect.transforms.ParseCsv$Key",
          "io.millrace.connect.transforms.ParseCsv$Value",
          "io.millrace.connect.transforms.ParseJson$Key",
          "io.millrace.connect.transforms.ParseJson$Value",
          "io.millrace.connect.transforms.ParseText$Key",
          "io.millrace.connect.transforms.ParseText$Value",
          "io.millrace.connect.transforms.ParseXml$Key",
          "io.millrace.connect.transforms.ParseXml$Value",
          "io.millrace.connect.transforms.RemoveAttribute$Header",
          "io.millrace.connect.transforms.RemoveAttribute$Key",
          "io.millrace.connect.transforms.RemoveAttribute$Value",
          "io.millrace.connect.transforms.RenameAttribute$Header",
          "io.millrace.connect.transforms.RenameAttribute$Key",
          "io.millrace.connect.transforms.RenameAttribute$Value",
          "io.millrace.connect.transforms.Select$Key",
          "io.millrace.connect.transforms.Select$Value");

  private static final Installation INSTALLATION = Installation.current();
  private static Workspace workspace;
  private static Ports ports;
  private static KafkaBroker broker;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> workspace);

  @BeforeAll
  static void startBroker() {
    workspace = Workspace.create();
    ports = Ports.free(0, 0, 0);
    broker = KafkaBroker.starting(INSTALLATION, workspace, ports).awaitReady();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
    workspace.close();
  }

  @Test
  void aWorkerOfThisKafkaListsExactlyOurPlugins() throws IOException {
    listsExactlyOurPlugins("newest", INSTALLATION.kafkaLib());
  }

  @Test
  void aWorkerOfKafka39ListsExactlyOurPlugins() throws IOException {
    listsExactlyOurPlugins(
        "oldest", INSTALLATION.root().resolve("integration-tests/kafka-3.9/target/lib"));
  }

  private static void listsExactlyOurPlugins(String name, Path lib) throws IOException {
    var config =
        new ConnectWorker.Config(
            name,
            name,
            lib,
            INSTALLATION.pluginPath(),
            broker.bootstrapServers(),
            ports.connect(),
            WorkerSetup.SMALL,
            Map.of());
    try (var worker = ConnectWorker.starting(config, workspace)) {
      worker.awaitReady();

      Map<String, String> versions = ours(worker.api().plugins());

      assertThat(versions.keySet()).containsExactlyElementsOf(EXPECTED);
      assertThat(versions.values()).containsOnly(VERSION);
      assertThat(complaintsAboutUs(worker.log())).isEmpty();
    }
  }

  private static Map<String, String> ours(JsonNode plugins) {
    Map<String, String> versions = new TreeMap<>();
    for (JsonNode plugin : plugins) {
      String type = plugin.path("class").asText();
      if (type.startsWith("io.millrace.")) {
        versions.put(type, plugin.path("version").asText());
      }
    }
    return versions;
  }

  private static List<String> complaintsAboutUs(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
        .filter(line -> line.contains("millrace.connect") || line.contains("-connector-" + VERSION))
        .toList();
  }
}
