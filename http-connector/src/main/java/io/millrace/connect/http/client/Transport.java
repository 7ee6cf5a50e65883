package io.millrace.connect.http.client;

import java.util.concurrent.CompletableFuture;

/**
 * Sends requests and brings the answers, nothing else: no credentials, no retries, no redirects.
 */
public interface Transport {

  /**
   * Sends a request. The future is completed on the loop: with the answer, whatever its status, or
   * with a {@link NoAnswerException}, or with a DeliveryException if nothing can be sent until a
   * person acts.
   */
  CompletableFuture<Reply> send(OutgoingRequest request);
}
