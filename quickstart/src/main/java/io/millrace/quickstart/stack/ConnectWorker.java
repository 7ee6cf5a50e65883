package io.millrace.quickstart.stack;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A distributed Kafka Connect worker that loads plugins from a plugin.path. */
public final class ConnectWorker implements AutoCloseable {

  private final Config config;
  private final Workspace workspace;
  private JavaProcess process;

  private ConnectWorker(Config config, Workspace workspace) {
    this.config = config;
    this.workspace = workspace;
    this.process = launch();
  }

  /** Begins to start a worker; see {@link #awaitReady}. */
  public static ConnectWorker starting(Config config, Workspace workspace) {
    return new ConnectWorker(config, workspace);
  }

  public ConnectApi api() {
    return new ConnectApi("http://127.0.0.1:" + config.port());
  }

  /** Waits until it accepts connectors. */
  public ConnectWorker awaitReady() {
    Await.until(
        "The start of Kafka Connect",
        Duration.ofSeconds(90),
        () -> {
          process.requireAlive();
          return api().isHealthy();
        });
    return this;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again after a kill. */
  public void restart() {
    process.close();
    process = launch();
    awaitReady();
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return workspace.log(config.name());
  }

  @Override
  public void close() {
    process.close();
  }

  private JavaProcess launch() {
    Path properties = workspace.write(config.name() + ".properties", config.properties());
    return JavaProcess.start(
        "Kafka Connect worker",
        config.lib() + File.separator + "*",
        options(),
        List.of("org.apache.kafka.connect.cli.ConnectDistributed", properties.toString()),
        config.environment(),
        workspace.log(config.name()));
  }

  private List<String> options() {
    return Stream.concat(config.setup().jvmOptions().stream(), Logging.options(workspace).stream())
        .toList();
  }

  /**
   * How a worker is started.
   *
   * @param name of its log file and its properties file
   * @param group the cluster it belongs to
   * @param lib a folder with the jars of Kafka Connect, none of them ours
   * @param pluginPath folders with plugins, separated by commas
   * @param environment what connectors may refer to as {@code ${env:NAME}}
   */
  public record Config(
      String name,
      String group,
      Path lib,
      String pluginPath,
      String bootstrapServers,
      int port,
      WorkerSetup setup,
      Map<String, String> environment) {

    String properties() {
      return """
          bootstrap.servers=%s
          group.id=%s
          listeners=http://127.0.0.1:%d
          rest.advertised.host.name=127.0.0.1
          plugin.path=%s
          plugin.discovery=service_load
          key.converter=org.apache.kafka.connect.storage.StringConverter
          value.converter=org.apache.kafka.connect.storage.StringConverter
          exactly.once.source.support=%s
          topic.tracking.enable=%s
          config.storage.topic=%2$s-configs
          offset.storage.topic=%2$s-offsets
          status.storage.topic=%2$s-status
          config.storage.replication.factor=1
          offset.storage.replication.factor=1
          offset.storage.partitions=1
          status.storage.replication.factor=1
          status.storage.partitions=1
          offset.flush.interval.ms=2000
          scheduled.rebalance.max.delay.ms=0
          consumer.session.timeout.ms=10000
          producer.transaction.timeout.ms=15000
          config.providers=env,file
          config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
          config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
          """
          .formatted(
              bootstrapServers,
              group,
              port,
              pluginPath,
              setup.exactlyOnceSources() ? "enabled" : "disabled",
              setup.topicTracking());
    }
  }
}
