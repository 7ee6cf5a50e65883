package io.millrace.quickstart.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An Artemis broker with a journal on disk: its messages outlive a restart. */
public final class ArtemisBroker implements AutoCloseable {

  private static final List<String> SMALL =
      JavaProcess.options("-Xmx256m", List.of("-XX:TieredStopAtLevel=1"));

  private final Installation installation;
  private final Workspace workspace;
  private final int port;
  private final List<String> jvmOptions;
  private JavaProcess process;

  private ArtemisBroker(
      Installation installation, Workspace workspace, int port, List<String> jvmOptions) {
    this.installation = installation;
    this.workspace = workspace;
    this.port = port;
    this.jvmOptions = jvmOptions;
    this.process = launch();
  }

  /** Begins to start a broker for few messages; see {@link #awaitReady}. */
  public static ArtemisBroker starting(Installation installation, Workspace workspace, int port) {
    return starting(installation, workspace, port, SMALL);
  }

  /** The same with a JVM of other options; half of its heap is for messages. */
  public static ArtemisBroker starting(
      Installation installation, Workspace workspace, int port, List<String> jvmOptions) {
    return new ArtemisBroker(installation, workspace, port, jvmOptions);
  }

  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Waits until it accepts connections. */
  public ArtemisBroker awaitReady() {
    Await.until(
        "The start of Artemis",
        Duration.ofSeconds(60),
        () -> {
          process.requireAlive();
          return accepts();
        });
    return this;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same data. */
  public void restart() {
    process.close();
    process = launch();
    awaitReady();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  private JavaProcess launch() {
    return JavaProcess.start(
        "Artemis broker",
        installation.artemisClasspath(),
        Stream.concat(
                jvmOptions.stream(), Stream.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"))
            .toList(),
        List.of(
            ArtemisMain.class.getName(),
            Integer.toString(port),
            workspace.folder("artemis").toString()),
        Map.of(),
        workspace.log("artemis"));
  }

  private boolean accepts() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
