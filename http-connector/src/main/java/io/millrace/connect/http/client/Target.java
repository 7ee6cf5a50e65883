package io.millrace.connect.http.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a request goes. Printed without its query, which may hold a secret. */
public record Target(Endpoint endpoint, String pathAndQuery) {

  /** Reads a URL; throws IllegalArgumentException saying what it must be. */
  public static Target parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL: " + e.getReason(), e);
    }
    return new Target(Endpoint.of(uri), pathAndQuery(uri));
  }

  /**
   * The target a {@code Location} or {@code Link} of an answer to this one leads to; throws
   * IllegalArgumentException if it leads nowhere.
   */
  public Target resolve(String reference) {
    // By RFC 3986 a query alone keeps the path; URI.resolve drops its last segment.
    String whole = reference.startsWith("?") ? path() + reference : reference;
    return parse(URI.create(endpoint + pathAndQuery).resolve(whole).toString());
  }

  private String path() {
    int query = pathAndQuery.indexOf('?');
    return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
  }

  /** The same with one more query parameter, already encoded. */
  public Target withParameter(String parameter) {
    return new Target(
        endpoint, pathAndQuery + (pathAndQuery.indexOf('?') < 0 ? "?" : "&") + parameter);
  }

  private static String pathAndQuery(URI uri) {
    String path = uri.getRawPath();
    String start = path == null || path.isEmpty() ? "/" : path;
    return uri.getRawQuery() == null ? start : start + "?" + uri.getRawQuery();
  }

  @Override
  public String toString() {
    return endpoint + path();
  }
}
