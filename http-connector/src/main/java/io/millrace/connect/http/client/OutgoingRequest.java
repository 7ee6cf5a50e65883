package io.millrace.connect.http.client;

import java.util.ArrayList;
import java.util.List;

/** A request as it is sent. */
public record OutgoingRequest(
    String method, Target target, List<HeaderField> headers, byte[] body) {

  /** The same with one more header, which replaces one of that name. */
  public OutgoingRequest with(HeaderField header) {
    List<HeaderField> more = new ArrayList<>(headers.size() + 1);
    for (HeaderField field : headers) {
      if (!field.is(header.name())) {
        more.add(field);
      }
    }
    more.add(header);
    return new OutgoingRequest(method, target, more, body);
  }

  public OutgoingRequest to(Target other) {
    return new OutgoingRequest(method, other, headers, body);
  }

  @Override
  public String toString() {
    return method + " to " + target;
  }
}
