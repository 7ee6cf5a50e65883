package io.millrace.connect.http.listen;

import io.millrace.connect.http.client.HeaderField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All of a received request but its body.
 *
 * @param path decoded only as far as the client sent it encoded
 * @param parameters of the query, decoded; the first of each name
 */
public record RequestHead(
    String method,
    String path,
    Map<String, String> parameters,
    List<HeaderField> headers,
    String remoteAddress) {

  private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([\\w.:+-]+)");

  public Optional<String> header(String name) {
    for (HeaderField header : headers) {
      if (header.is(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /** The media type without its parameters, in lower case; empty if there is none. */
  public String mediaType() {
    String type = header("Content-Type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(java.util.Locale.ROOT);
  }

  /** What the media type says about its text; empty if it says nothing. */
  public Optional<String> charset() {
    Matcher charset = CHARSET.matcher(header("Content-Type").orElse(""));
    return charset.find() ? Optional.of(charset.group(1)) : Optional.empty();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
