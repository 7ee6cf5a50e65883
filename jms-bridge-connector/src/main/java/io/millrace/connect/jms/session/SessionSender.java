package io.millrace.connect.jms.session;

import io.millrace.connect.jms.broker.OutboundMessage;
import io.millrace.connect.jms.broker.Sender;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The producer of any number of destinations. */
final class SessionSender implements Sender {

  private final OpenSession open;
  private final MessageProducer producer;
  private final MessageWriter writer;
  private final @Nullable StateMessages states;

  private SessionSender(
      OpenSession open,
      MessageProducer producer,
      MessageWriter writer,
      @Nullable StateMessages states) {
    this.open = open;
    this.producer = producer;
    this.writer = writer;
    this.states = states;
  }

  static SessionSender of(OpenSession open, Optional<String> stateQueue) {
    try {
      StateMessages states =
          stateQueue.isEmpty() ? null : new StateMessages(open.session(), stateQueue.get());
      return new SessionSender(
          open, open.session().createProducer(null), new MessageWriter(open.session()), states);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.of("Opening a producer on " + open.address(), e);
    }
  }

  @Override
  public void send(OutboundMessage message) {
    open.requireConnected(() -> sending(message));
    try {
      Message written = writer.written(message);
      writer.send(producer, written, message);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.ofMessage(sending(message), e);
    }
  }

  private String sending(OutboundMessage message) {
    return "Sending to " + message.destination() + " on " + open.address();
  }

  @Override
  public OptionalLong takeState(String key, Duration patience) {
    try {
      return states().take(key, patience);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.of("Reading the state of " + key + " from " + open.address(), e);
    }
  }

  @Override
  public void putState(String key, long offset) {
    try {
      states().put(key, offset);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.of("Writing the state of " + key + " to " + open.address(), e);
    }
  }

  @Override
  public void forgetState(String key) {
    try {
      states().forget(key);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.transientOf("Leaving the state of " + key + " on " + open.address(), e);
    }
  }

  @Override
  public void commit() {
    open.commit("Committing messages on " + open.address());
  }

  @Override
  public void close() {
    open.close();
  }

  private StateMessages states() {
    if (states == null) {
      throw new IllegalStateException("The sender was opened without a state queue");
    }
    return states;
  }
}
