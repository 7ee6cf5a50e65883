package io.millrace.connect.http.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a token is had with OAuth 2 client credentials (RFC 6749, section 4.4).
 *
 * @param isHeader whether id and secret go into a Basic header, else into the body
 * @param property of the token in the answer
 * @param skew how long before its end a token is replaced
 */
public record OAuthClient(
    Target tokenUrl,
    String id,
    String secret,
    Optional<String> scope,
    boolean isHeader,
    Map<String, String> parameters,
    String property,
    Duration skew) {

  @Override
  public String toString() {
    return id + " at " + tokenUrl;
  }
}
