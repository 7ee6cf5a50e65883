package io.millrace.quickstart.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * The containers of docker-compose.yml, on the ports they publish; whoever started them stops them.
 */
public final class Containers implements Systems {

  private static final String SECRETS = "/run/millrace/secrets.properties";
  private static final String PORTAL_URL = "${env:PORTAL_HTTP_URL}";
  private static final String USER = "millrace";
  private static final String MYSQL_USER = "root";

  private final Installation installation;
  private final Workspace workspace = Workspace.create();
  private final PortalApi portalApi = PortalApi.forContainers();
  private final Properties secrets;

  private Containers(Installation installation, Properties secrets) {
    this.installation = installation;
    this.secrets = secrets;
  }

  /**
   * The containers that run.
   *
   * @throws StartupException if they do not, or have been used already
   */
  public static Containers running(Installation installation) {
    var api = new ConnectApi("http://127.0.0.1:8083");
    if (!api.isHealthy()) {
      throw new StartupException(
          "Kafka Connect does not answer at "
              + api.url()
              + ". Start the containers with: docker compose up --wait");
    }
    List<String> connectors = api.connectors();
    if (!connectors.isEmpty()) {
      throw new StartupException(
          "The containers already have the connectors "
              + String.join(", ", connectors)
              + ". The demo needs empty systems: docker compose down -v && rm -rf target/compose &&"
              + " docker compose up --wait");
    }
    return new Containers(installation, secrets(installation));
  }

  // They were made up in a volume at the first start.
  private static Properties secrets(Installation installation) {
    var command = List.of("docker", "compose", "exec", "-T", "connect", "cat", SECRETS);
    var secrets = new Properties();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(installation.root().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (Reader output = new InputStreamReader(process.getInputStream(), UTF_8)) {
        secrets.load(output);
      }
    } catch (IOException e) {
      throw new StartupException("docker cannot be run: " + e.getMessage(), e);
    }
    if (secrets.isEmpty()) {
      throw new StartupException(
          "The passwords of the containers cannot be read with: " + String.join(" ", command));
    }
    return secrets;
  }

  @Override
  public Installation installation() {
    return installation;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:9092";
  }

  @Override
  public ConnectApi connect() {
    return new ConnectApi("http://127.0.0.1:8083");
  }

  @Override
  public String example(String connector) {
    return installation.example(connector + ".json").replace(PORTAL_URL, portalApi.url());
  }

  @Override
  public Connection legacy() throws SQLException {
    return postgres("legacy");
  }

  @Override
  public Connection portal() throws SQLException {
    return postgres("portal");
  }

  private Connection postgres(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:5432/" + database, USER, secret("postgres"));
  }

  @Override
  public Connection legacyMySql() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:3306/legacy?allowPublicKeyRetrieval=true",
        MYSQL_USER,
        secret("mysql"));
  }

  @Override
  public JmsAddress jms() {
    return new JmsAddress("tcp://127.0.0.1:61616", USER, secret("jms"));
  }

  private String secret(String system) {
    return secrets.getProperty(system + ".password", "");
  }

  @Override
  public PortalApi portalApi() {
    return portalApi;
  }

  @Override
  public String listenerUrl() {
    return "http://127.0.0.1:8088";
  }

  @Override
  public Path legacyFolder() {
    try {
      return installation.root().resolve("target/compose/legacy").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path log(String process) {
    return workspace.log(process);
  }

  @Override
  public boolean killOneWorker() {
    return false;
  }

  @Override
  public void close() {
    portalApi.close();
    workspace.close();
  }
}
