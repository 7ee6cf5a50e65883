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
 * A MySQL server of this machine on data of its own: no binaries of it can be had from Maven. It
 * has a database {@code legacy} and an account that may read its log of changes.
 */
public final class MySqlServer implements AutoCloseable {

  static final String USER = "millrace";
  static final String PASSWORD = "millrace";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String UNPRIVILEGED = "nobody"; // the server refuses to run as root

  private final Workspace own; // another user than root must get there
  private final Path folder;
  private final int port;
  private final Path log;
  private final Process process;

  private MySqlServer(Path home, Workspace own, int port, Path log) throws IOException {
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
    await(launched(command(home, List.of("--initialize-insecure", where))));
    process =
        launched(
            command(
                home,
                List.of(
                    where,
                    "--init-file=" + accounts,
                    "--mysqlx=OFF",
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + folder.resolve("socket"),
                    "--pid-file=" + folder.resolve("pid"))));
  }

  /** Whether there is one to start. */
  public static boolean isInstalled() {
    return Files.isExecutable(server(home())) && Files.isExecutable(loader(home()));
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param workspace gets its log
   * @throws StartupException if there is none, saying how to get one, or with the end of its log
   */
  static MySqlServer started(Workspace workspace, int port) {
    if (!isInstalled()) {
      throw new StartupException(
          "No MySQL server was found in "
              + home()
              + ". On Debian build/databases/install.sh puts one there; MILLRACE_MYSQL_HOME names"
              + " another place it was unpacked to.");
    }
    Workspace own = Workspace.create();
    try {
      var server = new MySqlServer(home(), own, port, workspace.log("mysql"));
      server.awaitReady();
      return server;
    } catch (IOException e) {
      own.close();
      throw new StartupException("MySQL cannot be started: " + e.getMessage(), e);
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
        "The start of MySQL",
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new StartupException("MySQL ended. Its log ends:\n" + logTail());
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
        throw new StartupException("MySQL did not end in time. Its log ends:\n" + logTail());
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  private Process launched(List<String> command) throws IOException {
    return new ProcessBuilder(command)
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

  private static List<String> command(Path home, List<String> options) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
    }
    // Its libraries are newer than those of the system.
    command.add(loader(home).toString());
    command.addAll(List.of("--library-path", libraries(home).toString()));
    command.add(server(home).toString());
    command.addAll(List.of("--no-defaults", "--secure-file-priv="));
    command.add("--lc-messages-dir=" + home.resolve("usr/share/mysql"));
    command.addAll(options);
    return command;
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

  private static Path home() {
    String home = System.getenv("MILLRACE_MYSQL_HOME");
    return Path.of(home == null ? "/opt/millrace-databases/mysql" : home);
  }

  private static Path server(Path home) {
    return home.resolve("usr/sbin/mysqld");
  }

  private static Path libraries(Path home) {
    return home.resolve("usr/lib/x86_64-linux-gnu");
  }

  private static Path loader(Path home) {
    return libraries(home).resolve("ld-linux-x86-64.so.2");
  }
}
