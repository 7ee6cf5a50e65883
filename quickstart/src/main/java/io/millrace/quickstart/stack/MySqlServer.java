package io.millrace.quickstart.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A MySQL or MariaDB server of this machine on data of its own, with a database {@code legacy} and
 * an account that may read its log of changes.
 */
public final class MySqlServer implements AutoCloseable {

  static final String USER = "millrace";
  static final String PASSWORD = "millrace";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String UNPRIVILEGED = "nobody"; // the server refuses to run as root

  private final String name;
  private final Workspace own; // another user than root must get there
  private final Path folder;
  private final int port;
  private final Path log;
  private final Process process;

  private MySqlServer(MySqlDistribution distribution, Workspace own, int port, Path log)
      throws IOException {
    this.name = distribution.name();
    this.own = own;
    this.folder = own.path();
    this.port = port;
    this.log = log;
    Path data = Files.createDirectories(folder.resolve("data"));
    Path accounts = Files.writeString(folder.resolve("accounts.sql"), accounts());
    handOver(folder);
    handOver(data);
    handOver(accounts);
    String where = "--datadir=" + data;
    await(launched(distribution.initialization(), List.of(where)));
    List<String> options = new ArrayList<>(distribution.options());
    options.add(where);
    options.add("--init-file=" + accounts);
    options.add("--port=" + port);
    options.add("--bind-address=127.0.0.1");
    options.add("--socket=" + folder.resolve("socket"));
    options.add("--pid-file=" + folder.resolve("pid"));
    process = launched(distribution.server(), options);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param log what it says goes there
   * @throws StartupException if there is none, saying how to get one, or with the end of its log
   */
  public static MySqlServer started(MySqlDistribution distribution, int port, Path log) {
    if (!distribution.isInstalled()) {
      throw new StartupException(
          "No "
              + distribution.name()
              + " server was found: "
              + distribution.needed()
              + ". On Debian build/databases/install.sh puts one there; MILLRACE_MYSQL_HOME names"
              + " another place MySQL was unpacked to.");
    }
    Workspace own = Workspace.create();
    try {
      var server = new MySqlServer(distribution, own, port, log);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      own.close();
      throw new StartupException(distribution.name() + " cannot be started: " + e.getMessage(), e);
    } catch (StartupException e) {
      own.close();
      throw e;
    }
  }

  /** Connects to the database of the legacy system. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("mariadb"), USER, PASSWORD);
  }

  /**
   * The database of the legacy system.
   *
   * @param driver the protocol of the URL: {@code mysql} or {@code mariadb}
   */
  public String jdbcUrl(String driver) {
    return "jdbc:" + driver + "://127.0.0.1:" + port + "/legacy?allowPublicKeyRetrieval=true";
  }

  public long pid() {
    return process.pid();
  }

  public String user() {
    return USER;
  }

  public String password() {
    return PASSWORD;
  }

  @Override
  public void close() {
    process.destroy();
    await(process);
    own.close();
  }

  private void awaitReady() {
    try {
      awaitAnswer();
    } catch (StartupException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private void awaitAnswer() {
    Await.until(
        "The start of " + name,
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new StartupException(name + " ended. Its log ends:\n" + logTail());
          }
          return isAnswering();
        });
  }

  private boolean isAnswering() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void await(Process ending) {
    try {
      if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        ending.destroyForcibly();
        throw new StartupException(name + " did not end in time. Its log ends:\n" + logTail());
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  private Process launched(List<String> command, List<String> options) throws IOException {
    List<String> whole = unprivileged(command);
    whole.addAll(options);
    return new ProcessBuilder(whole)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  private static List<String> unprivileged(List<String> command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
    }
    all.addAll(command);
    return all;
  }

  // One statement to a line, as --init-file wants it.
  private static String accounts() {
    return """
        CREATE DATABASE legacy CHARACTER SET utf8mb4;
        CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
        GRANT ALL ON legacy.* TO '%1$s'@'%%';
        GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '%1$s'@'%%';
        """
        .formatted(USER, PASSWORD);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void handOver(Path path) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          path,
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED));
    }
  }
}
