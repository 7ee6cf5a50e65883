package io.millrace.connect.jms.factory;

import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver whose client may find its own classes only through the thread. */
final class ClientReceiver implements Receiver {

  private final Receiver receiver;
  private final ClientThread thread;

  ClientReceiver(Receiver receiver, ClientThread thread) {
    this.receiver = receiver;
    this.thread = thread;
  }

  @Override
  public @Nullable InboundMessage receive(Duration patience) {
    return thread.<@Nullable InboundMessage>get(() -> receiver.receive(patience));
  }

  @Override
  public void forward(InboundMessage message, String queue) {
    receiver.forward(message, queue);
  }

  @Override
  public void commit() {
    receiver.commit();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
