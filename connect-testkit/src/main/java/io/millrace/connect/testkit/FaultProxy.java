package io.millrace.connect.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a server on 127.0.0.1 and breaks connections: all of them for a while,
 * or one at the worst moment, when the server has done what it was asked and the client has not
 * heard of it. Thread-safe; two threads for each connection copy bytes.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final ServerSocket door;
  private final int serverPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger faults = new AtomicInteger();
  private volatile String fatalText = "";
  private volatile boolean isCut;

  private FaultProxy(ServerSocket door, int serverPort) {
    this.door = door;
    this.serverPort = serverPort;
  }

  /** A proxy on a free port. */
  public static FaultProxy to(int serverPort) {
    try {
      var proxy =
          new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
      start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /**
   * The next times a client sends this text, the server's answer breaks the connection instead. A
   * driver may send the text of a statement once for each connection only.
   */
  public void swallowAnswersTo(String text, int times) {
    fatalText = text;
    faults.set(times);
  }

  /** How many of the faults have not happened yet. */
  public int faultsLeft() {
    return faults.get();
  }

  /** Closes all connections, and new ones at once, until {@link #mend}. */
  public void cut() {
    isCut = true;
    sockets.forEach(FaultProxy::close);
  }

  /** Lets connections through again. */
  public void mend() {
    isCut = false;
  }

  @Override
  public void close() {
    close(door);
    sockets.forEach(FaultProxy::close);
  }

  private void accept() throws IOException {
    while (true) {
      connect(door.accept());
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    try {
      var connection =
          new Connection(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
      sockets.add(connection.server);
      if (isCut) {
        connection.close();
      }
      start(connection::copyQuestions);
      start(connection::copyAnswers);
    } catch (IOException e) {
      close(client); // the server does not listen, as the client is to see
      sockets.remove(client);
    }
  }

  private static void start(Copying work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side has gone; the connection closes both.
              }
            },
            "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // Nothing depends on it any more.
    }
  }

  private interface Copying {
    void run() throws IOException;
  }

  private final class Connection {

    private final Socket client;
    private final Socket server;
    private volatile boolean isDoomed;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void copyQuestions() throws IOException {
      copy(
          client.getInputStream(),
          server.getOutputStream(),
          piece -> {
            boolean isFatal =
                !fatalText.isEmpty()
                    && new String(piece, StandardCharsets.ISO_8859_1).contains(fatalText)
                    && faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (isFatal) {
              isDoomed = true;
            }
            return true;
          });
    }

    void copyAnswers() throws IOException {
      copy(server.getInputStream(), client.getOutputStream(), piece -> !isDoomed);
    }

    private void copy(InputStream from, OutputStream to, Check mayPass) throws IOException {
      byte[] buffer = new byte[PIECE];
      try {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
          if (!mayPass.test(Arrays.copyOf(buffer, read))) {
            return;
          }
          to.write(buffer, 0, read);
        }
      } finally {
        close();
      }
    }

    void close() {
      for (Socket socket : List.of(client, server)) {
        FaultProxy.close(socket);
        sockets.remove(socket);
      }
    }
  }

  private interface Check {
    boolean test(byte[] piece);
  }
}
