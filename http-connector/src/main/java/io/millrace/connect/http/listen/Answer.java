package io.millrace.connect.http.listen;

import io.millrace.connect.http.client.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a client is told. */
public record Answer(int status, List<HeaderField> headers, byte[] body) {

  private static final byte[] NOTHING = new byte[0];

  public static Answer of(int status) {
    return new Answer(status, List.of(), NOTHING);
  }

  /** A failure in the form of RFC 9457; title and detail must need no escapes in JSON. */
  public static Answer problem(int status, String title, String detail) {
    String json =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, detail);
    return new Answer(
        status,
        List.of(new HeaderField("Content-Type", "application/problem+json")),
        json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer with(String name, String value) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.add(new HeaderField(name, value));
    return new Answer(status, more, body);
  }

  @Override
  public String toString() {
    return String.valueOf(status);
  }
}
