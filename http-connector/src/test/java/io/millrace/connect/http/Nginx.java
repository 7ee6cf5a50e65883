package io.millrace.connect.http;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx of the operating system with a configuration of ours, as an ordinary process. */
final class Nginx implements AutoCloseable {

  private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx");

  final int port = ListenerRig.freePort();
  private final Path folder;
  private final Process process;

  private Nginx(Path folder, String server) {
    this.folder = folder;
    Path file = folder.resolve("nginx.conf");
    try {
      Files.writeString(file, configuration(server));
      process =
          new ProcessBuilder(binary(), "-p", folder.toString(), "-c", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nginx.out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(10)).until(this::isOpen);
  }

  static boolean isInstalled() {
    return PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place)));
  }

  /** Starts one; {@code %d} in the server block is its port. */
  static Nginx started(Path folder, String server) {
    return new Nginx(folder, server);
  }

  /** The lines of its access log. */
  List<String> log() {
    try {
      return Files.readAllLines(folder.resolve("access.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration(String server) {
    return """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 256; }
        http {
          log_format own '$server_protocol $request_method $request_uri $status $connection';
          access_log %1$s/access.log own;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            %2$s
          }
        }
        """
        .formatted(folder, server.formatted(port));
  }

  private static String binary() {
    return PLACES.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst().orElseThrow();
  }

  private boolean isOpen() {
    try (var socket = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
