package io.millrace.connect.http.client;

import static io.millrace.connect.common.failure.FailureKind.FATAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.common.failure.DeliveryException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token of an OAuth 2 server, replaced before it ends. Many requests that need one wait for one
 * request to the token server. Used on the loop only.
 */
public final class OAuthCredentials implements Credentials {

  private record Token(String text, long replaceAt) {}

  private final OAuthClient client;
  private final Transport transport;
  private final Clock clock;
  private @Nullable Token token;
  private @Nullable CompletableFuture<Token> fetching;

  public OAuthCredentials(OAuthClient client, Transport transport, Clock clock) {
    this.client = client;
    this.transport = transport;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<OutgoingRequest> added(OutgoingRequest request) {
    Token current = token;
    if (current != null && clock.millis() < current.replaceAt()) {
      return CompletableFuture.completedFuture(with(request, current));
    }
    return fetched().thenApply(fresh -> with(request, fresh));
  }

  @Override
  public boolean renew() {
    token = null;
    return true;
  }

  private CompletableFuture<Token> fetched() {
    CompletableFuture<Token> running = fetching;
    if (running != null) {
      return running;
    }
    CompletableFuture<Token> started = transport.send(request()).thenApply(this::read);
    fetching = started;
    started.whenComplete(
        (fresh, failure) -> {
          fetching = null;
          token = failure == null ? fresh : null;
        });
    return started;
  }

  private OutgoingRequest request() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    client.scope().ifPresent(scope -> form.put("scope", scope));
    form.putAll(client.parameters());
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("Content-Type", "application/x-www-form-urlencoded"));
    headers.add(new HeaderField("Accept", "application/json"));
    if (client.isHeader()) {
      headers.add(new HeaderField("Authorization", basic()));
    } else {
      form.put("client_id", client.id());
      form.put("client_secret", client.secret());
    }
    return new OutgoingRequest("POST", client.tokenUrl(), headers, encoded(form).getBytes(UTF_8));
  }

  // RFC 6749, section 2.3.1: both are encoded before they are joined.
  private String basic() {
    String pair = UrlText.encoded(client.id()) + ":" + UrlText.encoded(client.secret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> UrlText.encoded(e.getKey()) + "=" + UrlText.encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private Token read(Reply reply) {
    if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
      throw new DeliveryException(
          FATAL,
          "The token server "
              + client.tokenUrl()
              + " answered "
              + reply.status()
              + ". Check oauth2.client.id, oauth2.client.secret, oauth2.client.scope and"
              + " oauth2.client.auth.mode.");
    }
    if (reply.status() != 200) {
      throw new NoAnswerException(
          "The token server " + client.tokenUrl() + " answered " + reply.status() + ".",
          true,
          null);
    }
    return token(reply);
  }

  private Token token(Reply reply) {
    Map<?, ?> answer = parsed(reply) instanceof Map<?, ?> map ? map : Map.of();
    if (answer.get(client.property()) instanceof String text && HeaderField.isSendable("a", text)) {
      return new Token(text, replaceAt(answer));
    }
    throw new DeliveryException(
        FATAL,
        "The answer of the token server "
            + client.tokenUrl()
            + " has no '"
            + client.property()
            + "' that can be sent; set oauth2.token.property to the name it has.");
  }

  private @Nullable Object parsed(Reply reply) {
    try {
      return Json.parse(reply.body());
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(
          FATAL,
          "The answer of the token server "
              + client.tokenUrl()
              + " "
              + e.getMessage()
              + ". Check oauth2.token.url.",
          e);
    }
  }

  // Some servers send the number as text, some none at all; half of a short life is used.
  private long replaceAt(Map<?, ?> answer) {
    Object lifetime = answer.get("expires_in");
    long seconds;
    try {
      seconds = lifetime == null ? 3600 : Long.parseLong(lifetime.toString());
    } catch (NumberFormatException e) {
      seconds = 3600;
    }
    long millis = seconds * 1000;
    return clock.millis() + Math.max(millis / 2, millis - client.skew().toMillis());
  }

  private static OutgoingRequest with(OutgoingRequest request, Token token) {
    return request.with(new HeaderField("Authorization", "Bearer " + token.text()));
  }
}
