package io.millrace.connect.jms.broker;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.Optional;

/**
 * A JMS broker. Every method may fail with a {@link DeliveryException}: TRANSIENT when the broker
 * cannot be reached now, FATAL when it refuses for good.
 */
public interface Broker {

  /** Opens a connection with one transacted session that receives. */
  Receiver receiver(Subscription subscription, ReadRules rules, Optional<String> clientId);

  /**
   * Opens a connection with one transacted session that sends.
   *
   * @param stateQueue where {@link Sender#takeState} finds its messages
   */
  Sender sender(Optional<String> stateQueue, Optional<String> clientId);

  /** Opens a connection and closes it again. */
  void check();
}
