package io.millrace.connect.http.client;

import java.net.URI;
import java.util.Locale;

/** A server as a client addresses it. */
public record Endpoint(boolean isTls, String host, int port) {

  /** The server of a URI; throws IllegalArgumentException saying what the URI must be. */
  public static Endpoint of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("must begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("must name a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "must not contain credentials; use connection.user and connection.password");
    }
    if (uri.getPort() > 65_535) {
      throw new IllegalArgumentException("must have a port up to 65535");
    }
    boolean isTls = scheme.equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : isTls ? 443 : 80;
    return new Endpoint(isTls, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  @Override
  public String toString() {
    return (isTls ? "https://" : "http://") + host + ":" + port;
  }
}
