package io.millrace.connect.jms.broker;

import io.millrace.connect.common.failure.DeliveryException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A transacted session with a producer. Used by one thread. After a failure that is not of kind
 * BAD_RECORD it is of no use but to be closed, which rolls back.
 */
public interface Sender extends AutoCloseable {

  /**
   * Sends a message in the current transaction.
   *
   * @throws DeliveryException BAD_RECORD if this message can never be sent, others can
   */
  void send(OutboundMessage message);

  /** Takes the state message with this key off the state queue, in the current transaction. */
  OptionalLong takeState(String key, Duration patience);

  /** Leaves a new state message in the current transaction. */
  void putState(String key, long offset);

  /** Stops looking for state messages with this key. */
  void forgetState(String key);

  void commit();

  @Override
  void close();
}
