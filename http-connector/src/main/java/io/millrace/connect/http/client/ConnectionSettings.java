package io.millrace.connect.http.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How connections are made.
 *
 * @param maxConnections to one server
 * @param maxReplyBytes how much of an answer is kept
 * @param takesCompressed whether answers may come compressed
 * @param forbidsPrivate whether hosts that resolve to a private address are refused
 */
public record ConnectionSettings(
    int maxConnections,
    Duration connectTimeout,
    Duration requestTimeout,
    HttpVersions version,
    Optional<Proxy> proxy,
    Optional<TlsMaterial> tls,
    boolean forbidsPrivate,
    int maxReplyBytes,
    boolean takesCompressed) {

  /** A proxy that requests go through. */
  public record Proxy(String host, int port, Optional<String> user, Optional<String> password) {

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
