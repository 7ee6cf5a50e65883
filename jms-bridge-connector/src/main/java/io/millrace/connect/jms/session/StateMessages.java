package io.millrace.connect.jms.session;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** One message per key on a state queue, taken and put back in the transaction of the data. */
final class StateMessages {

  private static final String KEY = "millrace_key";
  private static final String OFFSET = "millrace_offset";

  private final Session session;
  private final Queue queue;
  private final MessageProducer producer;
  private final Map<String, MessageConsumer> consumers = new HashMap<>();

  StateMessages(Session session, String queue) throws JMSException {
    this.session = session;
    this.queue = session.createQueue(queue);
    this.producer = session.createProducer(this.queue); // another's would delay state with the data
  }

  OptionalLong take(String key, Duration patience) throws JMSException {
    MessageConsumer consumer = consumers.get(key);
    if (consumer == null) {
      consumer = session.createConsumer(queue, KEY + " = '" + key.replace("'", "''") + "'");
      consumers.put(key, consumer);
    }
    Message state = consumer.receive(patience.toMillis());
    return state == null ? OptionalLong.empty() : OptionalLong.of(state.getLongProperty(OFFSET));
  }

  void put(String key, long offset) throws JMSException {
    Message state = session.createMessage();
    state.setStringProperty(KEY, key);
    state.setLongProperty(OFFSET, offset);
    producer.send(state, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 0);
  }

  void forget(String key) throws JMSException {
    MessageConsumer consumer = consumers.remove(key);
    if (consumer != null) {
      consumer.close();
    }
  }
}
