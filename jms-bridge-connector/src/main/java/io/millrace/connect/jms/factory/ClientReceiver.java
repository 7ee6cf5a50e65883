package io.millrace.connect.jms.factory;

import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver whose client finds its own classes through the thread, as RabbitMQ's does. */
final class ClientReceiver implements Receiver {

  private final Receiver receiver;
  private final ClassLoader loader;

  ClientReceiver(Receiver receiver, ClassLoader loader) {
    this.receiver = receiver;
    this.loader = loader;
  }

  @Override
  public @Nullable InboundMessage receive(Duration patience) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return receiver.receive(patience);
    } finally {
      thread.setContextClassLoader(before);
    }
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
