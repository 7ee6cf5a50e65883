package io.millrace.connect.http.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.NoAnswerException;
import io.millrace.connect.http.client.OutgoingRequest;
import io.millrace.connect.http.client.Reply;
import io.millrace.connect.http.client.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A transport whose requests wait until the test answers them. */
final class FakeServer implements Transport {

  private record Open(OutgoingRequest request, CompletableFuture<Reply> reply) {}

  final List<String> bodies = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();

  @Override
  public CompletableFuture<Reply> send(OutgoingRequest request) {
    bodies.add(new String(request.body(), UTF_8));
    var reply = new CompletableFuture<Reply>();
    open.add(new Open(request, reply));
    return reply;
  }

  int waiting() {
    return open.size();
  }

  /** Answers the request that waits longest. */
  void answer(int status, HeaderField... headers) {
    open.remove(0).reply().complete(new Reply(status, List.of(headers), new byte[0], true));
  }

  /** The connection of the request that waits longest breaks. */
  void breakOne() {
    open.remove(0)
        .reply()
        .completeExceptionally(new NoAnswerException("Connection refused.", true, null));
  }
}
