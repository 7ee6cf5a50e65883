package io.millrace.benchmarks;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** What a plain JMS client does in one transacted session: the measure of the connectors. */
final class BareJms {

  static final int BATCH = 1000;

  private static final long PATIENCE_MILLIS = 30_000;

  private final String url;

  BareJms(String url) {
    this.url = url;
  }

  /** Sends persistent messages; returns the seconds. */
  double send(String queue, long messages, String text) throws JMSException {
    try (var factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(queue));
      long begun = System.nanoTime();
      for (long sent = 1; sent <= messages; sent++) {
        producer.send(session.createTextMessage(text));
        if (sent % BATCH == 0 || sent == messages) {
          session.commit();
        }
      }
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  /** Receives this many messages; returns the seconds from the first to the last. */
  double receive(String queue, long messages) throws JMSException {
    try (var factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      connection.start();
      MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
      long begun = 0;
      for (long received = 1; received <= messages; received++) {
        if (consumer.receive(PATIENCE_MILLIS) == null) {
          throw new IllegalStateException(
              "Message " + received + " of " + messages + " did not come within 30 s");
        }
        if (received == 1) {
          begun = System.nanoTime();
        }
        if (received % BATCH == 0 || received == messages) {
          session.commit();
        }
      }
      return (System.nanoTime() - begun) / 1e9;
    }
  }
}
