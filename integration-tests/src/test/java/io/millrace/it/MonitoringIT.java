package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.quickstart.demo.Demo;
import io.millrace.quickstart.demo.Flows;
import io.millrace.quickstart.demo.Load;
import io.millrace.quickstart.stack.ConnectWorker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.KafkaBroker;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import io.millrace.quickstart.stack.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What workers with the JMX exporter and the rules of deploy/monitoring show to Prometheus. */
class MonitoringIT {

  private static final Installation INSTALLATION = Installation.current();
  private static final Path RULES = INSTALLATION.root().resolve("deploy/monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:millrace|kafka_connect|debezium|jvm|process)_[a-z0-9_]+");
  private static final Load LOAD = new Load(2_000, 200, Duration.ofSeconds(5));

  private final int port = Ports.anyFree();

  @Test
  void everyMetricOfTheAlertsAndTheDashboardIsThere() throws Exception {
    try (var stack = Stack.started(INSTALLATION, Ports.free(0, 0, 0), monitored())) {
      CompletableFuture<Optional<String>> demo =
          CompletableFuture.supplyAsync(
              () -> Demo.run(stack, Flows.everywhere(), LOAD, System.out, false));
      Set<String> seen = new TreeSet<>();

      // Connectors are there from the beginning of the flows to their end.
      await()
          .atMost(Duration.ofMinutes(4))
          .until(
              () -> {
                seen.addAll(series(scraped()));
                return demo.isDone();
              });

      assertThat(demo.join()).isEmpty();
      assertThat(seen).containsAll(names(text("alerts.yml"))).containsAll(names(dashboard()));
    }
  }

  @Test
  void theOldestWorkerShowsTheSameNames() throws Exception {
    try (Workspace workspace = Workspace.create();
        var broker =
            KafkaBroker.starting(INSTALLATION, workspace, Ports.free(0, 0, 0)).awaitReady();
        var worker = ConnectWorker.starting(oldest(broker), workspace).awaitReady()) {
      Path file = workspace.folder("legacy").resolve("orders.log");
      Files.writeString(file, "1\n2\n3\n");
      new Topics(broker.bootstrapServers()).create("orders");

      worker
          .api()
          .put(
              "orders-source",
              Map.of(
                  "connector.class", "io.millrace.connect.file.FileTailSourceConnector",
                  "paths", file.toString(),
                  "topic", "orders"));

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(scraped().lines())
                      .contains(
                          "millrace_lines_total{connector=\"orders-source\",task=\"0\"} 3.0",
                          "millrace_connected{connector=\"orders-source\",task=\"0\"} 1.0"));
    }
  }

  private WorkerSetup monitored() {
    String agent = "-javaagent:%s=127.0.0.1:%d:%s".formatted(agent(), port, rules());
    return new WorkerSetup(
        Stream.concat(WorkerSetup.SMALL.jvmOptions().stream(), Stream.of(agent)).toList(),
        WorkerSetup.SMALL.brokerJvmOptions(),
        true,
        true);
  }

  private ConnectWorker.Config oldest(KafkaBroker broker) {
    return new ConnectWorker.Config(
        "connect",
        "connect",
        INSTALLATION.root().resolve("integration-tests/kafka-3.9/target/lib"),
        INSTALLATION.pluginPath(),
        broker.bootstrapServers(),
        Ports.anyFree(),
        monitored(),
        Map.of());
  }

  private static Path agent() {
    return Path.of("target/monitoring/jmx_prometheus_javaagent.jar").toAbsolutePath();
  }

  private static Path rules() {
    return RULES.resolve("jmx-exporter.yml");
  }

  private String scraped() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  // Without the panels' own settings, of which some look like metrics.
  private static String dashboard() throws IOException {
    return text("dashboard.json")
        .lines()
        .filter(line -> line.contains("\"expr\""))
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> series(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String text(String name) throws IOException {
    return Files.readString(RULES.resolve(name));
  }
}
