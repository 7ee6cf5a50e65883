package io.millrace.connect.jms.lane;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.util.List;

/** Makes records of messages. Every lane has its own; used by the lane's thread. */
public interface Intake<R> {

  /**
   * The records of a batch; fewer than messages when some are set aside.
   *
   * @param receiver where messages may be forwarded to another queue
   * @throws DeliveryException FATAL if a message can be neither converted nor set aside
   */
  LaneBatch<R> convert(List<InboundMessage> messages, Receiver receiver);

  /** The broker has taken the acknowledgement of the batch that was converted last. */
  default void committed() {}
}
