package io.millrace.connect.jms.broker;

import java.util.Optional;

/**
 * What a receiver listens to.
 *
 * @param name the name of a subscription that is durable or shared
 */
public record Subscription(
    Destination destination,
    boolean isDurable,
    boolean isShared,
    Optional<String> name,
    Optional<String> selector) {

  @Override
  public String toString() {
    return destination
        + name.map(text -> " (subscription " + text + ")").orElse("")
        + selector.map(text -> " (selector " + text + ")").orElse("");
  }
}
