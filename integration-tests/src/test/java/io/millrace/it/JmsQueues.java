package io.millrace.it;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;

/** What tests ask of a JMS broker: send numbered messages, take all that is there. */
final class JmsQueues {

  private static final int TRANSACTION = 200;

  private final String url;

  JmsQueues(String url) {
    this.url = url;
  }

  /** Sends texts in one transaction. */
  void send(String queue, List<String> texts) throws JMSException {
    try (var factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(queue));
      for (String text : texts) {
        producer.send(session.createTextMessage(text));
      }
      session.commit();
    }
  }

  /**
   * Sends the numbers from 1 on; survives restarts of the broker.
   *
   * @param pause between two transactions, so that messages come before and after each fault
   */
  void sendNumbers(String queue, int count, Duration pause) {
    int next = 1;
    while (next <= count) {
      int end = Math.min(count, next + TRANSACTION - 1);
      if (sent(queue, next, end)) {
        next = end + 1;
      }
      Awaitility.await().pollDelay(pause).until(() -> true);
    }
  }

  // A commit whose answer was lost may have happened: the numbers then come twice from here. Each
  // attempt asks the broker to find that out by the duplicate id of Artemis.
  private boolean sent(String queue, int from, int to) {
    try (var factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(queue));
      for (int number = from; number <= to; number++) {
        TextMessage message = session.createTextMessage(Integer.toString(number));
        message.setStringProperty("_AMQ_DUPL_ID", queue + "-" + number);
        producer.send(message);
      }
      session.commit();
      return true;
    } catch (JMSException e) {
      return e.getMessage() != null && e.getMessage().contains("Duplicate message detected");
    }
  }

  /** Takes texts out of a queue until none has come for a while. */
  List<String> take(String queue, Duration patience) throws JMSException {
    List<String> texts = new ArrayList<>();
    try (var factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      connection.start();
      var consumer = session.createConsumer(session.createQueue(queue));
      for (Message message = consumer.receive(patience.toMillis());
          message != null;
          message = consumer.receive(patience.toMillis())) {
        texts.add(((TextMessage) message).getText());
      }
      session.commit();
    }
    return texts;
  }
}
