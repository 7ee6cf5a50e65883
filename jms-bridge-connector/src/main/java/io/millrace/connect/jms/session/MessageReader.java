package io.millrace.connect.jms.session;

import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.ReadRules;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads headers, properties and body of messages of all types. */
final class MessageReader {

  private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

  private final ReadRules rules;

  MessageReader(ReadRules rules) {
    this.rules = rules;
  }

  /** Reads a message; a body that cannot be read is noted, not thrown. */
  InboundMessage read(Message message, String receivedFrom) throws JMSException {
    @Nullable Object body = null;
    @Nullable String unreadable = null;
    try {
      body = body(message);
    } catch (UnreadableBody | MessageFormatException | ArithmeticException e) {
      unreadable = e.getMessage();
    } catch (JMSException | RuntimeException e) {
      if (!(message instanceof ObjectMessage)) {
        throw e; // the connection broke under a large message
      }
      unreadable = "its object cannot be deserialized: " + e.getMessage();
    }
    String destination = name(message.getJMSDestination());
    return new InboundMessage(
        message.getJMSMessageID(),
        message.getJMSCorrelationID(),
        rules.correlationBytes() ? correlationBytes(message) : null,
        message.getJMSType(),
        destination == null ? receivedFrom : destination,
        name(message.getJMSReplyTo()),
        message.getJMSTimestamp(),
        message.getJMSExpiration(),
        message.getJMSPriority(),
        message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
        message.getJMSRedelivered(),
        deliveryCount(message),
        properties(message),
        body,
        unreadable,
        message);
  }

  private @Nullable Object body(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return text.getText();
    }
    if (message instanceof BytesMessage bytes) {
      var content = new byte[Math.toIntExact(bytes.getBodyLength())];
      bytes.readBytes(content);
      return content;
    }
    if (message instanceof MapMessage map) {
      return entries(map);
    }
    if (message instanceof StreamMessage stream) {
      return elements(stream);
    }
    return message instanceof ObjectMessage object ? object(object) : null;
  }

  private static Map<String, Object> entries(MapMessage message) throws JMSException {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Enumeration<?> names = message.getMapNames(); names.hasMoreElements(); ) {
      String name = String.valueOf(names.nextElement());
      entries.put(name, plain(message.getObject(name)));
    }
    return entries;
  }

  private static List<Object> elements(StreamMessage message) throws JMSException {
    List<Object> elements = new ArrayList<>();
    try {
      while (true) {
        elements.add(plain(message.readObject()));
      }
    } catch (MessageEOFException e) {
      return elements; // how a StreamMessage says that there is no more
    }
  }

  private Object object(ObjectMessage message) throws JMSException {
    if (!rules.objectMessages()) {
      throw new UnreadableBody(
          "it is an ObjectMessage, and deserializing Java objects of others is dangerous. Set"
              + " jms.object.messages=true to do it nevertheless");
    }
    Object object = plain(message.getObject());
    if (object instanceof String
        || object instanceof Number
        || object instanceof Boolean
        || object instanceof byte[]
        || object instanceof Map
        || object instanceof List) {
      return object;
    }
    throw new UnreadableBody(
        "its object of "
            + (object == null ? "no class" : object.getClass().getName())
            + " has no counterpart in Kafka: only text, numbers, booleans, bytes, maps and lists");
  }

  private static Object plain(Object value) {
    return value instanceof Character character ? character.toString() : value;
  }

  // Most messages have no property but the count.
  private static Map<String, Object> properties(Message message) throws JMSException {
    Map<String, Object> properties = Map.of();
    for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
      String name = String.valueOf(names.nextElement());
      Object value = name.equals(DELIVERY_COUNT) ? null : message.getObjectProperty(name);
      if (value != null) {
        properties = properties.isEmpty() ? new LinkedHashMap<>() : properties;
        properties.put(name, value);
      }
    }
    return properties;
  }

  private static int deliveryCount(Message message) throws JMSException {
    return message.getObjectProperty(DELIVERY_COUNT) instanceof Number count ? count.intValue() : 0;
  }

  // Optional in JMS: some providers have none, and some only for ids that were set as bytes.
  private static byte @Nullable [] correlationBytes(Message message) {
    try {
      return message.getJMSCorrelationIDAsBytes();
    } catch (JMSException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String name(@Nullable Destination destination) throws JMSException {
    if (destination instanceof Queue queue) {
      return queue.getQueueName();
    }
    return destination instanceof Topic topic ? topic.getTopicName() : null;
  }

  private static final class UnreadableBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableBody(String reason) {
      super(reason);
    }
  }
}
