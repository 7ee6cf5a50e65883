package io.millrace.connect.http.deliver;

import io.millrace.connect.http.client.OutgoingRequest;
import io.millrace.connect.http.client.Reply;
import java.util.List;

/**
 * A request that was taken, and what the server said.
 *
 * @param messages the records it was made of, of one partition and in order; at least one
 */
public record Delivered(List<Message> messages, OutgoingRequest request, Reply reply) {

  public Message first() {
    return messages.get(0);
  }

  public Message last() {
    return messages.get(messages.size() - 1);
  }
}
