package io.millrace.connect.jms.broker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was received.
 *
 * @param destination the queue or topic it was sent to
 * @param deliveryCount how often it was delivered, this time included; 0 if the broker does not say
 * @param body text, bytes, a map, a list, a number, a boolean or nothing
 * @param unreadable why there is no body although the message has one
 * @param handle the provider's message
 */
public record InboundMessage(
    @Nullable String id,
    @Nullable String correlationId,
    byte @Nullable [] correlationIdBytes,
    @Nullable String type,
    String destination,
    @Nullable String replyTo,
    long timestamp,
    long expiration,
    int priority,
    boolean isPersistent,
    boolean isRedelivered,
    int deliveryCount,
    Map<String, Object> properties,
    @Nullable Object body,
    @Nullable String unreadable,
    Object handle) {

  private static final int SIZE_OF_HEADERS = 200;

  /** About how many bytes it takes. */
  public long size() {
    return SIZE_OF_HEADERS + size(body);
  }

  private static long size(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(InboundMessage::size).sum();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(InboundMessage::size).sum();
    }
    return Long.BYTES;
  }

  /** How log lines and errors name it. */
  public String coordinates() {
    return "Message " + (id == null ? "without id" : id) + " of " + destination;
  }
}
