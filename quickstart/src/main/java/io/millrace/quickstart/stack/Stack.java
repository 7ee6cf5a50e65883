package io.millrace.quickstart.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A broker, a worker and a database that belong together; closed in reverse order of their start.
 */
public final class Stack implements AutoCloseable {

  private static final String SECRETS = "secrets.properties";
  private static final String GROUP = "connect";
  private static final String LEGACY = "legacy";
  private static final String PORTAL = "portal";
  private static final String JMS_USER = "millrace";

  /** What the sink may send before the broker allows more; with 64 KiB it waits in every batch. */
  private static final String JMS_WINDOW = "producerWindowSize=1048576";

  private final Installation installation;
  private final Workspace workspace;
  private final Ports ports;
  private final WorkerSetup setup;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private @Nullable ArtemisBroker artemis;
  private @Nullable MySqlServer mysql;

  private Stack(Installation installation, Ports ports, WorkerSetup setup) {
    this.installation = installation;
    this.ports = ports;
    this.setup = setup;
    this.workspace = Workspace.create();
    running.push(workspace);
  }

  /**
   * Starts everything; when one part cannot be started, what had been started is stopped again.
   *
   * @throws StartupException saying which part, and why
   */
  public static Running started(Installation installation, Ports ports) {
    return started(installation, ports, Map.of());
  }

  /** The same, with workers set up like that. */
  public static Running started(Installation installation, Ports ports, WorkerSetup setup) {
    return started(new Stack(installation, ports, setup), Map.of(), 1);
  }

  /** The same, with more variables for connector configurations. */
  public static Running started(
      Installation installation, Ports ports, Map<String, String> environment) {
    return started(installation, ports, environment, 1);
  }

  /** The same, with a Connect cluster of several workers. */
  public static Running started(
      Installation installation, Ports ports, Map<String, String> environment, int workers) {
    return started(new Stack(installation, ports, WorkerSetup.SMALL), environment, workers);
  }

  private static Running started(Stack stack, Map<String, String> environment, int workers) {
    LoggerFactory.getILoggerFactory(); // before two threads want it at the same time
    try {
      return stack.start(environment, workers);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private Running start(Map<String, String> more, int size) {
    KafkaBroker broker =
        started(KafkaBroker.starting(installation, workspace, ports, setup.brokerJvmOptions()));
    CompletableFuture<PostgresServer> database =
        CompletableFuture.supplyAsync(
            () -> PostgresServer.started(installation, workspace, ports.postgres()));
    try {
      broker.awaitReady();
    } finally {
      awaitQuietly(database);
    }
    PostgresServer postgres = joined(database);
    postgres.create(LEGACY);
    postgres.create(PORTAL);
    int artemisPort = Ports.anyFree();
    int mysqlPort = Ports.anyFree();
    int listenerPort = Ports.anyFree();
    PortalApi portalApi = started(PortalApi.started());
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PORTAL_HTTP_URL", portalApi.url());
    environment.put("LISTENER_HOST", "127.0.0.1");
    environment.put("LISTENER_PORT", Integer.toString(listenerPort));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("MYSQL_HOST", "127.0.0.1");
    environment.put("MYSQL_PORT", Integer.toString(mysqlPort));
    environment.put("MYSQL_USER", MySqlServer.USER);
    environment.put("JMS_URL", "tcp://127.0.0.1:" + artemisPort + "?" + JMS_WINDOW);
    environment.put("JMS_USER", JMS_USER);
    environment.put("POSTGRES_URL", postgres.jdbcUrl());
    environment.put("POSTGRES_HOST", "127.0.0.1");
    environment.put("POSTGRES_PORT", Integer.toString(postgres.port()));
    environment.put("LEGACY_URL", postgres.jdbcUrl(LEGACY));
    environment.put("PORTAL_URL", postgres.jdbcUrl(PORTAL));
    environment.put("POSTGRES_USER", postgres.user());
    workspace.write(
        SECRETS,
        "postgres.password=%s\njms.password=%s\nmysql.password=%s\n"
            .formatted(postgres.user(), JMS_USER, MySqlServer.PASSWORD));
    environment.put("LEGACY_DIR", workspace.folder(LEGACY).toString());
    List<ConnectWorker> workers = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      workers.add(started(ConnectWorker.starting(config(number, broker, environment), workspace)));
    }
    workers.forEach(ConnectWorker::awaitReady);
    return new Running(
        this,
        installation,
        workspace,
        broker,
        List.copyOf(workers),
        postgres,
        portalApi,
        artemisPort,
        mysqlPort,
        listenerPort);
  }

  private ConnectWorker.Config config(
      int number, KafkaBroker broker, Map<String, String> environment) {
    return new ConnectWorker.Config(
        number == 1 ? GROUP : GROUP + "-" + number,
        GROUP,
        installation.kafkaLib(),
        installation.pluginPath(),
        broker.bootstrapServers(),
        number == 1 ? ports.connect() : Ports.anyFree(),
        setup,
        environment);
  }

  private synchronized ArtemisBroker artemis(int port) {
    if (artemis == null) {
      artemis = started(ArtemisBroker.starting(installation, workspace, port)).awaitReady();
    }
    return artemis;
  }

  private synchronized MySqlServer mysql(int port) {
    if (mysql == null) {
      mysql = started(MySqlServer.started(MySqlDistribution.MYSQL, port, workspace.log("mysql")));
    }
    return mysql;
  }

  private synchronized <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  private void awaitQuietly(CompletableFuture<PostgresServer> database) {
    database.handle((server, failure) -> server == null ? null : started(server)).join();
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartupException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    boolean interrupted = Thread.interrupted(); // stopping in order takes a moment
    List<String> failures = new ArrayList<>();
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        failures.add(e.getMessage());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new StartupException("Stopping failed: " + String.join("; ", failures));
    }
  }

  /** The parts of a started stack. */
  public record Running(
      Stack stack,
      Installation installation,
      Workspace workspace,
      KafkaBroker broker,
      List<ConnectWorker> workers,
      PostgresServer postgres,
      PortalApi portalApi,
      int artemisPort,
      int mysqlPort,
      int listenerPort)
      implements Systems {

    /** The first worker, or the only one. */
    public ConnectWorker worker() {
      return workers.get(0);
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public ConnectApi connect() {
      return worker().api();
    }

    @Override
    public String example(String connector) {
      return installation
          .example(connector + ".json")
          .replace("/run/millrace/" + SECRETS, workspace.path().resolve(SECRETS).toString());
    }

    /** What a connector configuration says instead of a password. */
    public String secret(String name) {
      return "${file:" + workspace.path().resolve(SECRETS) + ":" + name + "}";
    }

    /** The JMS broker, started when it is asked for first. */
    public ArtemisBroker artemis() {
      return stack.artemis(artemisPort);
    }

    /** The legacy MySQL server, started when it is asked for first. */
    public MySqlServer mysql() {
      return stack.mysql(mysqlPort);
    }

    @Override
    public Connection legacyMySql() throws SQLException {
      return mysql().connect();
    }

    @Override
    public JmsAddress jms() {
      return new JmsAddress(artemis().url(), JMS_USER, JMS_USER);
    }

    @Override
    public Path legacyFolder() {
      return workspace.folder(LEGACY);
    }

    @Override
    public Path log(String process) {
      return workspace.log(process);
    }

    @Override
    public boolean killOneWorker() {
      boolean areSeveral = workers.size() > 1;
      if (areSeveral) {
        workers.get(workers.size() - 1).kill();
      }
      return areSeveral;
    }

    @Override
    public String listenerUrl() {
      return "http://127.0.0.1:" + listenerPort;
    }

    @Override
    public Connection legacy() throws SQLException {
      return postgres.connect(LEGACY);
    }

    @Override
    public Connection portal() throws SQLException {
      return postgres.connect(PORTAL);
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
