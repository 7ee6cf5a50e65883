package io.millrace.connect.jms.broker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param body text, bytes, a map, or nothing
 */
public record OutboundMessage(
    Destination destination,
    @Nullable Object body,
    Map<String, Object> properties,
    @Nullable String correlationId,
    @Nullable Destination replyTo,
    @Nullable String type,
    Quality quality) {

  /**
   * How a message is delivered.
   *
   * @param timeToLiveMillis 0 = for ever
   * @param delayMillis how long consumers do not see it
   */
  public record Quality(
      boolean isPersistent, int priority, long timeToLiveMillis, long delayMillis) {}
}
