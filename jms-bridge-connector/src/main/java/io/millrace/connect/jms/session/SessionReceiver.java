package io.millrace.connect.jms.session;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.Destination;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import io.millrace.connect.jms.broker.Subscription;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The consumer of one subscription. */
final class SessionReceiver implements Receiver {

  private final OpenSession open;
  private final MessageConsumer consumer;
  private final MessageReader reader;
  private final Subscription subscription;
  private final String receiving;
  private @Nullable MessageProducer producer;

  private SessionReceiver(
      OpenSession open, MessageConsumer consumer, MessageReader reader, Subscription subscription) {
    this.open = open;
    this.consumer = consumer;
    this.reader = reader;
    this.subscription = subscription;
    this.receiving = "Receiving from " + subscription + " on " + open.address();
  }

  static SessionReceiver of(OpenSession open, Subscription subscription, MessageReader reader) {
    String action = "Subscribing to " + subscription + " on " + open.address();
    try {
      return new SessionReceiver(
          open, consumer(open.session(), subscription), reader, subscription);
    } catch (JMSException e) {
      throw JmsFailure.of(action, e);
    } catch (UnsupportedOperationException | IncompatibleClassChangeError e) {
      throw new DeliveryException(
          FATAL,
          action
              + " failed: the provider does not support"
              + (subscription.isShared() ? " shared" : " such")
              + " subscriptions. Set jms.subscription.shared=false and tasks.max=1, or use a queue.",
          e);
    } catch (RuntimeException e) {
      throw JmsFailure.of(action, e);
    }
  }

  private static MessageConsumer consumer(Session session, Subscription subscription)
      throws JMSException {
    String selector = subscription.selector().orElse(null);
    Destination destination = subscription.destination();
    if (destination.kind() == Destination.Kind.QUEUE) {
      return session.createConsumer(session.createQueue(destination.name()), selector);
    }
    Topic topic = session.createTopic(destination.name());
    String name = subscription.name().orElse("");
    if (subscription.isShared()) {
      return subscription.isDurable()
          ? session.createSharedDurableConsumer(topic, name, selector)
          : session.createSharedConsumer(topic, name, selector);
    }
    // The name of this method in JMS 1.1; createDurableConsumer came with 2.0.
    return subscription.isDurable()
        ? session.createDurableSubscriber(topic, name, selector, false)
        : session.createConsumer(topic, selector);
  }

  @Override
  public @Nullable InboundMessage receive(Duration patience) {
    open.requireConnected(() -> receiving);
    try {
      Message message =
          patience.isZero() ? consumer.receiveNoWait() : consumer.receive(patience.toMillis());
      return message == null ? null : reader.read(message, subscription.destination().name());
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.transientOf(receiving, e);
    }
  }

  @Override
  public void forward(InboundMessage message, String queue) {
    String action = "Forwarding a message to queue " + queue + " on " + open.address();
    try {
      if (producer == null) {
        producer = open.session().createProducer(null);
      }
      var forwarded = (Message) message.handle();
      producer.send(
          open.session().createQueue(queue),
          forwarded,
          forwarded.getJMSDeliveryMode(),
          forwarded.getJMSPriority(),
          0);
    } catch (JMSException | RuntimeException e) {
      throw JmsFailure.of(action, e);
    }
  }

  @Override
  public void commit() {
    open.commit("Acknowledging messages of " + subscription + " on " + open.address());
  }

  @Override
  public void close() {
    open.close();
  }
}
