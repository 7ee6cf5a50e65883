package io.millrace.connect.http.listen;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Closes connections that are too many or too slow. A connection is as old as its last answer,
 * however many bytes of a next request it sends. Used on the thread of the server only.
 */
final class ConnectionGuard {

  private static final class State {
    private long idleSince = System.nanoTime();
    private boolean hasAsked;
    private int open;
    private boolean isCondemned;
  }

  private final Limits limits;
  private final Map<HttpConnection, State> connections = new IdentityHashMap<>();

  ConnectionGuard(Limits limits) {
    this.limits = limits;
  }

  void opened(HttpConnection connection) {
    if (connections.size() >= limits.connections()) {
      connection.close();
      return;
    }
    connections.put(connection, new State());
    connection.closeHandler(ignored -> connections.remove(connection));
  }

  void asked(HttpConnection connection) {
    State state = connections.get(connection);
    if (state != null) {
      state.hasAsked = true;
      state.open++;
    }
  }

  void answered(HttpConnection connection) {
    State state = connections.get(connection);
    if (state != null) {
      state.open--;
      state.idleSince = System.nanoTime();
    }
  }

  /** Nothing on this connection is to be believed any more. */
  void condemn(HttpConnection connection) {
    State state = connections.get(connection);
    if (state != null) {
      state.isCondemned = true;
    }
  }

  /** Whether requests of this connection are taken; those of one being closed are not. */
  boolean isTrusted(HttpConnection connection) {
    State state = connections.get(connection);
    return state != null && !state.isCondemned;
  }

  /** Closes what has been without a request for too long. */
  void sweep() {
    long now = System.nanoTime();
    for (Map.Entry<HttpConnection, State> entry : Map.copyOf(connections).entrySet()) {
      State state = entry.getValue();
      long limit = (state.hasAsked ? limits.idle() : limits.header()).toNanos();
      if (state.open == 0 && now - state.idleSince > limit) {
        entry.getKey().close();
      }
    }
  }

  int size() {
    return connections.size();
  }
}
