package io.millrace.connect.jms.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A transacted session with one consumer. Used by one thread. After a failure it is of no use but
 * to be closed, which rolls back.
 */
public interface Receiver extends AutoCloseable {

  /** The next message; null when none came in time. */
  @Nullable InboundMessage receive(Duration patience);

  /** Sends a received message to another queue, as it is, in the same transaction. */
  void forward(InboundMessage message, String queue);

  /** Acknowledges everything received since the last commit. */
  void commit();

  @Override
  void close();
}
