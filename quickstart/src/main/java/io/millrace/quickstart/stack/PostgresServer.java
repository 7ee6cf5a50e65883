package io.millrace.quickstart.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server from binaries on Maven Central. Its data outlives a restart. */
public final class PostgresServer implements AutoCloseable {

  private final Installation installation;
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresServer(Installation installation, Path data, int port) {
    this.installation = installation;
    this.data = data;
    this.port = port;
    this.server = launch();
  }

  /** Starts a server and waits until it answers. */
  public static PostgresServer started(Installation installation, Workspace workspace, int port) {
    return new PostgresServer(installation, workspace.folder("postgres"), port);
  }

  public String user() {
    return "postgres";
  }

  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  public int port() {
    return port;
  }

  /** The process that starts all others of the server. */
  public long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    } catch (IOException e) {
      throw new StartupException("PostgreSQL is not running: " + e.getMessage(), e);
    }
  }

  /** The URL of one of its databases. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** Connects to one of its databases. */
  public Connection connect(String database) throws SQLException {
    return server.getDatabase(user(), database).getConnection();
  }

  /** Creates an empty database. */
  public void create(String database) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new StartupException("Database " + database + " cannot be created: " + e, e);
    }
  }

  /** Stops the server; connections to it break. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new StartupException("PostgreSQL could not be stopped: " + e.getMessage(), e);
    }
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    stop();
    server = launch();
  }

  @Override
  public void close() {
    stop();
  }

  private EmbeddedPostgres launch() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setOverrideWorkingDirectory(installation.postgresBinaries().toFile())
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("unix_socket_directories", "")
          .setServerConfig("shared_buffers", "64MB")
          .setServerConfig("fsync", "on") // which the embedded server turns off, as it does this:
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("wal_level", "logical") // for change data capture
          .setServerConfig("track_commit_timestamp", "on") // when a row became visible
          .setPGStartupWait(Duration.ofSeconds(30))
          .start();
    } catch (IOException | IllegalStateException e) {
      throw new StartupException(
          "PostgreSQL could not be started on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
