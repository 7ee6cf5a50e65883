package io.millrace.connect.jms.factory;

import io.millrace.connect.jms.broker.OutboundMessage;
import io.millrace.connect.jms.broker.Sender;
import java.time.Duration;
import java.util.OptionalLong;

/** A sender that reads the messages of its state as {@link ClientReceiver} reads others. */
final class ClientSender implements Sender {

  private final Sender sender;
  private final ClientThread thread;

  ClientSender(Sender sender, ClientThread thread) {
    this.sender = sender;
    this.thread = thread;
  }

  @Override
  public void send(OutboundMessage message) {
    sender.send(message);
  }

  @Override
  public OptionalLong takeState(String key, Duration patience) {
    return thread.get(() -> sender.takeState(key, patience));
  }

  @Override
  public void putState(String key, long offset) {
    sender.putState(key, offset);
  }

  @Override
  public void forgetState(String key) {
    sender.forgetState(key);
  }

  @Override
  public void commit() {
    sender.commit();
  }

  @Override
  public void close() {
    sender.close();
  }
}
