package io.millrace.connect.http.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param isComplete false if the body was longer than the limit and is only its beginning
 */
public record Reply(int status, List<HeaderField> headers, byte[] body, boolean isComplete) {

  private static final int EXCERPT = 300;

  public Optional<String> header(String name) {
    for (HeaderField header : headers) {
      if (header.is(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** The beginning of the body in one line, for error messages. */
  public String excerpt() {
    int length = Math.min(body.length, EXCERPT);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
    return body.length > EXCERPT ? line + "..." : line;
  }

  @Override
  public String toString() {
    return excerpt().isEmpty() ? String.valueOf(status) : status + " (" + excerpt() + ")";
  }
}
