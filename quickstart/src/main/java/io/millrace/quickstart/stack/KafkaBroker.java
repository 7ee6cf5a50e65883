package io.millrace.quickstart.stack;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A single-node Kafka broker in KRaft mode. */
public final class KafkaBroker implements AutoCloseable {

  /** JVM options for few records, and the first compiler only, as the worker's. */
  public static final List<String> SMALL =
      JavaProcess.options("-Xmx384m", List.of("-XX:TieredStopAtLevel=1"));

  /** JVM options for many records. */
  public static final List<String> THROUGHPUT = JavaProcess.options("-Xmx384m", List.of());

  private final Installation installation;
  private final Workspace workspace;
  private final Ports ports;
  private final List<String> jvmOptions;
  private final JavaProcess process;

  private KafkaBroker(
      Installation installation, Workspace workspace, Ports ports, List<String> jvmOptions) {
    this.installation = installation;
    this.workspace = workspace;
    this.ports = ports;
    this.jvmOptions = jvmOptions;
    this.process = launch();
  }

  /** Begins to start a broker for few records; see {@link #awaitReady}. */
  public static KafkaBroker starting(Installation installation, Workspace workspace, Ports ports) {
    return starting(installation, workspace, ports, SMALL);
  }

  /** The same with a JVM of other options. */
  public static KafkaBroker starting(
      Installation installation, Workspace workspace, Ports ports, List<String> jvmOptions) {
    return new KafkaBroker(installation, workspace, ports, jvmOptions);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** Waits until it answers. */
  public KafkaBroker awaitReady() {
    Map<String, Object> client =
        Map.of("bootstrap.servers", bootstrapServers(), "reconnect.backoff.max.ms", 200);
    try (var admin = Admin.create(client)) {
      Await.until("The start of Kafka", Duration.ofSeconds(60), () -> answers(admin));
    }
    return this;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  private JavaProcess launch() {
    Path properties = workspace.write("broker.properties", properties());
    return JavaProcess.start(
        "Kafka broker",
        installation.kafkaLib()
            + File.separator
            + "*"
            + File.pathSeparator
            + installation.launcherClasses(),
        Stream.concat(jvmOptions.stream(), Logging.options(workspace).stream()).toList(),
        List.of(BrokerMain.class.getName(), properties.toString(), data()),
        Map.of(),
        workspace.log("kafka"));
  }

  private boolean answers(Admin admin) {
    process.requireAlive();
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  private String data() {
    return workspace.path().resolve("kafka").toString();
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%4$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s
        num.partitions=1
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
        .formatted(ports.broker(), ports.controller(), data(), ports.kafka());
  }
}
