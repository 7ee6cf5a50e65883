package io.millrace.connect.jms.mapping;

import io.millrace.connect.jms.broker.InboundMessage;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** Copies what stands around the body of a message into headers, with its types. */
final class MessageHeaders {

  private static final String PREFIX = "millrace.jms.";

  private final HeadersCopied copied;
  private final String propertyPrefix;

  MessageHeaders(HeadersCopied copied, String propertyPrefix) {
    this.copied = copied;
    this.propertyPrefix = propertyPrefix;
  }

  void copy(InboundMessage message, Headers headers) {
    if (copied.hasStandard()) {
      copyStandard(message, headers);
    }
    if (copied.hasProperties()) {
      for (Map.Entry<String, Object> property : message.properties().entrySet()) {
        Object value = property.getValue();
        Schema schema = BodyData.schemaOf(value);
        String name = propertyPrefix + property.getKey();
        if (schema == null) {
          headers.addString(name, value.toString());
        } else {
          headers.add(name, value, schema);
        }
      }
    }
  }

  private static void copyStandard(InboundMessage message, Headers headers) {
    text(headers, PREFIX + "message.id", message.id());
    text(headers, PREFIX + "correlation.id", message.correlationId());
    text(headers, PREFIX + "type", message.type());
    text(headers, PREFIX + "destination", message.destination());
    text(headers, PREFIX + "reply.to", message.replyTo());
    headers.addLong(PREFIX + "timestamp", message.timestamp());
    headers.addLong(PREFIX + "expiration", message.expiration());
    headers.addInt(PREFIX + "priority", message.priority());
    headers.addBoolean(PREFIX + "persistent", message.isPersistent());
    headers.addBoolean(PREFIX + "redelivered", message.isRedelivered());
  }

  private static void text(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.addString(name, value);
    }
  }
}
