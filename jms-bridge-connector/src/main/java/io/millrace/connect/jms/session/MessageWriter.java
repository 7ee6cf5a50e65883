package io.millrace.connect.jms.session;

import io.millrace.connect.jms.broker.OutboundMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the provider's messages and sends them with the quality they ask for. */
final class MessageWriter {

  private final Session session;
  private final Map<io.millrace.connect.jms.broker.Destination, Destination> destinations =
      new HashMap<>();

  MessageWriter(Session session) {
    this.session = session;
  }

  Message written(OutboundMessage outbound) throws JMSException {
    Message message = body(outbound.body());
    for (Map.Entry<String, Object> property : outbound.properties().entrySet()) {
      message.setObjectProperty(property.getKey(), property.getValue());
    }
    if (outbound.correlationId() != null) {
      message.setJMSCorrelationID(outbound.correlationId());
    }
    if (outbound.replyTo() != null) {
      message.setJMSReplyTo(provided(outbound.replyTo()));
    }
    if (outbound.type() != null) {
      message.setJMSType(outbound.type());
    }
    return message;
  }

  void send(MessageProducer producer, Message message, OutboundMessage outbound)
      throws JMSException {
    OutboundMessage.Quality quality = outbound.quality();
    if (quality.delayMillis() > 0) {
      delay(producer, quality.delayMillis());
    }
    producer.send(
        provided(outbound.destination()),
        message,
        quality.isPersistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT,
        quality.priority(),
        quality.timeToLiveMillis());
  }

  private Message body(@Nullable Object body) throws JMSException {
    if (body == null) {
      return session.createMessage();
    }
    if (body instanceof String text) {
      return session.createTextMessage(text);
    }
    if (body instanceof byte[] bytes) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(bytes);
      return message;
    }
    if (body instanceof Map<?, ?> map) {
      MapMessage message = session.createMapMessage();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        message.setObject(String.valueOf(entry.getKey()), entry.getValue());
      }
      return message;
    }
    throw new MessageFormatException("A message cannot hold " + body.getClass().getName());
  }

  private Destination provided(io.millrace.connect.jms.broker.Destination destination)
      throws JMSException {
    Destination known = destinations.get(destination);
    if (known == null) {
      known =
          switch (destination.kind()) {
            case QUEUE -> session.createQueue(destination.name());
            case TOPIC -> session.createTopic(destination.name());
          };
      if (destinations.size() < 1000) {
        destinations.put(destination, known);
      }
    }
    return known;
  }

  private static void delay(MessageProducer producer, long millis) throws JMSException {
    try {
      producer.setDeliveryDelay(millis);
    } catch (UnsupportedOperationException | IncompatibleClassChangeError e) {
      throw new MessageFormatException(
          "The provider cannot delay messages; remove jms.producer.delivery.delay.ms");
    }
  }
}
