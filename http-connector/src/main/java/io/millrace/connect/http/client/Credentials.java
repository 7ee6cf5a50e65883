package io.millrace.connect.http.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** What makes a request one of ours. Used on the loop only; prints no secrets. */
public interface Credentials {

  /** The request with the credentials in it. */
  CompletableFuture<OutgoingRequest> added(OutgoingRequest request);

  /** After a 401: whether other credentials may be had by adding them again. */
  default boolean renew() {
    return false;
  }

  static Credentials none() {
    return CompletableFuture::completedFuture;
  }

  static Credentials basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static Credentials bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  static Credentials header(String name, String value) {
    var field = new HeaderField(name, value);
    return request -> CompletableFuture.completedFuture(request.with(field));
  }

  static Credentials parameter(String name, String value) {
    String parameter = UrlText.encoded(name) + "=" + UrlText.encoded(value);
    return request ->
        CompletableFuture.completedFuture(request.to(request.target().withParameter(parameter)));
  }
}
