package io.millrace.quickstart.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one run, all on 127.0.0.1.
 *
 * @param kafka where clients reach the broker
 * @param broker where the broker listens: there too, unless a proxy stands between
 * @param controller the broker's own controller
 * @param connect the REST API of the worker
 * @param postgres the database
 */
public record Ports(int kafka, int broker, int controller, int connect, int postgres) {

  /** Free ports, except where one is asked for (not 0); that one must be free. */
  public static Ports free(int kafka, int connect, int postgres) {
    for (int wanted : List.of(kafka, connect, postgres)) {
      requireFree(wanted);
    }
    List<Integer> free = free(4);
    int broker = kafka == 0 ? free.get(0) : kafka;
    return new Ports(
        broker,
        broker,
        free.get(1),
        connect == 0 ? free.get(2) : connect,
        postgres == 0 ? free.get(3) : postgres);
  }

  /** The same with a proxy, to which all clients of the broker are sent. */
  public Ports withProxy(int port) {
    return new Ports(port, broker, controller, connect, postgres);
  }

  /** One more free port. */
  public static int anyFree() {
    return free(1).get(0);
  }

  private static void requireFree(int port) {
    if (port != 0) {
      try (ServerSocket socket = bound(port)) {
        socket.getLocalPort();
      } catch (IOException e) {
        throw new StartupException(
            "Port "
                + port
                + " is in use. Choose another one, or leave the option out for a free one.");
      }
    }
  }

  // Held open together, so that they differ.
  private static List<Integer> free(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(bound(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new StartupException("No free port was found on 127.0.0.1: " + e.getMessage(), e);
    } finally {
      for (ServerSocket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          // a socket nobody connected to
        }
      }
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
