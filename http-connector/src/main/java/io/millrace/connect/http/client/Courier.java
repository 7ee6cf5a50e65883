package io.millrace.connect.http.client;

import java.util.concurrent.CompletableFuture;

/** Sends requests in the connector's name: with its credentials, following redirects if it may. */
public final class Courier {

  private static final int MOST_REDIRECTS = 5;
  private static final int UNAUTHORIZED = 401;

  private final Transport transport;
  private final Credentials credentials;
  private final Redirects redirects;

  public Courier(Transport transport, Credentials credentials, Redirects redirects) {
    this.transport = transport;
    this.credentials = credentials;
    this.redirects = redirects;
  }

  /** As {@link Transport#send}; call it on the loop. */
  public CompletableFuture<Reply> send(OutgoingRequest request) {
    return send(request, MOST_REDIRECTS);
  }

  private CompletableFuture<Reply> send(OutgoingRequest request, int redirectsLeft) {
    CompletableFuture<Reply> first = signed(request);
    if (redirects == Redirects.NEVER) {
      return first.thenCompose(reply -> isRefused(reply) ? signed(request) : done(reply));
    }
    return first
        .thenCompose(reply -> isRefused(reply) ? signed(request) : done(reply))
        .thenCompose(reply -> followed(request, reply, redirectsLeft));
  }

  private CompletableFuture<Reply> signed(OutgoingRequest request) {
    return credentials.added(request).thenCompose(transport::send);
  }

  private boolean isRefused(Reply reply) {
    return reply.status() == UNAUTHORIZED && credentials.renew();
  }

  private CompletableFuture<Reply> followed(OutgoingRequest request, Reply reply, int left) {
    String location = reply.header("Location").orElse("");
    if (left == 0 || location.isEmpty() || !keepsMethod(request, reply.status())) {
      return done(reply);
    }
    Target next;
    try {
      next = request.target().resolve(location);
    } catch (IllegalArgumentException e) {
      return done(reply);
    }
    boolean isSameHost = next.endpoint().equals(request.target().endpoint());
    return isSameHost ? send(request.to(next), left - 1) : done(reply);
  }

  private static boolean keepsMethod(OutgoingRequest request, int status) {
    return switch (status) {
      case 307, 308 -> true;
      case 301, 302, 303 -> request.method().equals("GET");
      default -> false;
    };
  }

  private static CompletableFuture<Reply> done(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
