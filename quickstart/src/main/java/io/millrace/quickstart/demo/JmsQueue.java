package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.JmsAddress;
import io.millrace.quickstart.stack.StartupException;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A queue of texts, as the new system uses it. A sender and a receiver need one each. */
final class JmsQueue implements AutoCloseable {

  /** The client sends without waiting only if it has one, in bytes. */
  private static final int WINDOW = 1 << 20;

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Session session;
  private final String name;
  private final MessageProducer producer;
  private final Confirmations confirmations = new Confirmations();

  private JmsQueue(JmsAddress address, String name) throws JMSException {
    this.factory = new ActiveMQConnectionFactory(address.url());
    this.factory.setConfirmationWindowSize(WINDOW);
    this.connection = factory.createConnection(address.user(), address.password());
    this.name = name;
    this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    this.producer = session.createProducer(session.createQueue(name));
    connection.start();
  }

  static JmsQueue connected(JmsAddress address, String name) {
    try {
      return new JmsQueue(address, name);
    } catch (JMSException e) {
      throw new StartupException("Queue " + name + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Sends a text and does not wait for the broker; see {@link #confirmed}. */
  void send(String text) throws JMSException {
    producer.send(session.createTextMessage(text), confirmations);
  }

  /** How many of the texts sent are on the broker's disk; throws if one never got there. */
  long confirmed() {
    return confirmations.count();
  }

  /** From now on hands the texts of the queue to a listener, on a thread of the client's. */
  void listen(Consumer<String> texts) throws JMSException {
    MessageConsumer consumer = session.createConsumer(session.createQueue(name));
    consumer.setMessageListener(message -> texts.accept(text(message)));
  }

  private static String text(Message message) {
    try {
      return ((TextMessage) message).getText();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
    factory.close();
  }

  /** What the broker answers to messages nobody waited for; on a thread of the client's. */
  private static final class Confirmations implements CompletionListener {

    private final LongAdder confirmed = new LongAdder();
    private volatile @Nullable Exception failure;

    long count() {
      Exception failed = failure;
      if (failed != null) {
        throw new IllegalStateException("A message did not reach the broker.", failed);
      }
      return confirmed.sum();
    }

    @Override
    public void onCompletion(Message message) {
      confirmed.increment();
    }

    @Override
    public void onException(Message message, Exception exception) {
      failure = exception;
    }
  }
}
