package io.millrace.quickstart.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the server of a kind of MySQL is, and how it is called: no binaries can be had from Maven.
 *
 * @param name as people call it
 * @param protocol of the URL of its own JDBC driver
 * @param needed the files without which it is not installed
 * @param server its command
 * @param initialization the command that makes an empty folder its data
 * @param options of the server only
 */
public record MySqlDistribution(
    String name,
    String protocol,
    List<Path> needed,
    List<String> server,
    List<String> initialization,
    List<String> options) {

  /** MySQL, unpacked where {@code build/databases/install.sh} does, or elsewhere. */
  public static final MySqlDistribution MYSQL = mysql(home());

  /** MariaDB, where Debian's package puts it. */
  public static final MySqlDistribution MARIADB =
      mariaDb(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/bin/mariadb-install-db"));

  /** Whether there is one to start. */
  public boolean isInstalled() {
    return needed.stream().allMatch(Files::isExecutable);
  }

  private static MySqlDistribution mysql(Path home) {
    Path server = home.resolve("usr/sbin/mysqld");
    Path libraries = home.resolve("usr/lib/x86_64-linux-gnu");
    Path loader = libraries.resolve("ld-linux-x86-64.so.2");
    // Its libraries are newer than those of the system.
    List<String> command =
        List.of(
            loader.toString(),
            "--library-path",
            libraries.toString(),
            server.toString(),
            "--no-defaults",
            "--secure-file-priv=",
            "--lc-messages-dir=" + home.resolve("usr/share/mysql"));
    List<String> initialization = new ArrayList<>(command);
    initialization.add("--initialize-insecure");
    return new MySqlDistribution(
        "MySQL",
        "mysql",
        List.of(server, loader),
        command,
        initialization,
        List.of("--mysqlx=OFF"));
  }

  private static MySqlDistribution mariaDb(Path server, Path installer) {
    return new MySqlDistribution(
        "MariaDB",
        "mariadb",
        List.of(server, installer),
        List.of(server.toString(), "--no-defaults"),
        List.of(
            installer.toString(),
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db"),
        List.of());
  }

  private static Path home() {
    String home = System.getenv("MILLRACE_MYSQL_HOME");
    return Path.of(home == null ? "/opt/millrace-databases/mysql" : home);
  }
}
