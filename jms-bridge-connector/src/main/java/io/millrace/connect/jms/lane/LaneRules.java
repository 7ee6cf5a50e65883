package io.millrace.connect.jms.lane;

import io.millrace.connect.jms.broker.InboundMessage;
import java.time.Duration;

/**
 * How much a lane receives before it hands over.
 *
 * @param linger how long to wait for more messages once one is there
 * @param patience how long one receive may take; a stop waits for it
 * @param countsDeliveries whether messages are set aside by how often they were delivered: one that
 *     comes again is then the last of its batch, and soon alone, so that no other is counted with
 *     it
 */
public record LaneRules(
    int maxMessages, long maxBytes, Duration linger, Duration patience, boolean countsDeliveries) {

  boolean areEnough(int messages, long bytes) {
    return messages >= maxMessages || bytes >= maxBytes;
  }

  boolean isLast(InboundMessage message) {
    return countsDeliveries && message.deliveryCount() > 1;
  }
}
