package io.millrace.connect.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A MySQL or MariaDB server of this machine, started on an empty folder and a free port. Which
 * there are: see {@code build/databases/install.sh}.
 */
final class MySqlServer implements TestServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String UNPRIVILEGED = "nobody";

  private final Process process;
  private final Path folder;
  private final String url;

  private MySqlServer(Process process, Path folder, String url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /** MySQL, if it is unpacked where the script puts it or {@code MILLRACE_MYSQL_HOME} says. */
  static Optional<TestServer> mysql() {
    String home = System.getenv("MILLRACE_MYSQL_HOME");
    Path root = Path.of(home == null ? "/opt/millrace-databases/mysql" : home);
    Path libraries = root.resolve("usr/lib/x86_64-linux-gnu");
    Path loader = libraries.resolve("ld-linux-x86-64.so.2");
    if (!Files.isExecutable(root.resolve("usr/sbin/mysqld")) || !Files.isExecutable(loader)) {
      return Optional.empty();
    }
    // Its libraries are newer than those of the system.
    List<String> mysqld =
        List.of(
            loader.toString(),
            "--library-path",
            libraries.toString(),
            root.resolve("usr/sbin/mysqld").toString(),
            "--no-defaults",
            "--secure-file-priv=",
            "--lc-messages-dir=" + root.resolve("usr/share/mysql"));
    return Optional.of(
        started("jdbc:mysql", mysqld, with(mysqld, "--initialize-insecure"), "--mysqlx=OFF"));
  }

  /** MariaDB, if the distribution's package is installed. */
  static Optional<TestServer> mariadb() {
    Path server = Path.of("/usr/sbin/mariadbd");
    Path installer = Path.of("/usr/bin/mariadb-install-db");
    if (!Files.isExecutable(server) || !Files.isExecutable(installer)) {
      return Optional.empty();
    }
    List<String> install =
        List.of(
            installer.toString(),
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db");
    return Optional.of(
        started("jdbc:mariadb", List.of(server.toString(), "--no-defaults"), install));
  }

  @Override
  public TestDatabase database() {
    return new TestDatabase(url, "root");
  }

  private static MySqlServer started(
      String scheme, List<String> server, List<String> install, String... more) {
    try {
      Path folder = Files.createTempDirectory("millrace-mysql-");
      Path data = Files.createDirectory(folder.resolve("data"));
      handOver(folder);
      handOver(data);
      int port = freePort();
      String dataOption = "--datadir=" + data;
      Process installing = launched(folder, with(install, dataOption));
      if (installing.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
      List<String> options =
          List.of(
              dataOption,
              "--port=" + port,
              "--bind-address=127.0.0.1",
              "--socket=" + folder.resolve("socket"),
              "--pid-file=" + folder.resolve("pid"),
              "--default-time-zone=+00:00",
              "--skip-log-bin");
      Process process = launched(folder, with(with(server, options), more));
      var started = new MySqlServer(process, folder, scheme + "://127.0.0.1:" + port + "/sink");
      started.awaitReady(scheme + "://127.0.0.1:" + port + "/");
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady(String server) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var connection = DriverManager.getConnection(server, "root", "");
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE sink CHARACTER SET utf8mb4");
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
        }
        Thread.sleep(100);
      }
    }
  }

  // These servers refuse to run as root.
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

  private static Process launched(Path folder, List<String> command) throws IOException {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
    }
    line.addAll(command);
    File log = folder.resolve("log").toFile();
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static List<String> with(List<String> command, String... more) {
    return with(command, List.of(more));
  }

  private static List<String> with(List<String> command, List<String> more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(more);
    return all;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
