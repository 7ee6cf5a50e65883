package io.millrace.connect.jms.mapping;

import io.millrace.connect.jms.broker.InboundMessage;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Which part of a message becomes the key of its record. */
public final class MessageKey {

  private static final String ALLOWED =
      "none, message_id, correlation_id, correlation_id_bytes, destination, group_id, type or"
          + " property:<name>";
  private static final String PROPERTY = "property:";

  private final String text;
  private final Function<InboundMessage, @Nullable Object> part;

  private MessageKey(String text, Function<InboundMessage, @Nullable Object> part) {
    this.text = text;
    this.part = part;
  }

  /** Reads an option; throws IllegalArgumentException saying what it must be. */
  public static MessageKey parse(String text) {
    String word = text.trim();
    if (word.startsWith(PROPERTY) && word.length() > PROPERTY.length()) {
      String name = word.substring(PROPERTY.length());
      return new MessageKey(word, message -> message.properties().get(name));
    }
    return new MessageKey(word, part(word.toLowerCase(Locale.ROOT)));
  }

  private static Function<InboundMessage, @Nullable Object> part(String word) {
    return switch (word) {
      case "none" -> message -> null;
      case "message_id" -> InboundMessage::id;
      case "correlation_id" -> InboundMessage::correlationId;
      case "correlation_id_bytes" -> InboundMessage::correlationIdBytes;
      case "destination" -> InboundMessage::destination;
      case "group_id" -> message -> message.properties().get("JMSXGroupID");
      case "type" -> InboundMessage::type;
      default -> throw new IllegalArgumentException("must be one of " + ALLOWED);
    };
  }

  public boolean needsCorrelationBytes() {
    return text.equalsIgnoreCase("correlation_id_bytes");
  }

  KeyData of(InboundMessage message) {
    Object key = part.apply(message);
    if (key == null) {
      return KeyData.NONE;
    }
    Schema schema = BodyData.schemaOf(key);
    return schema == null
        ? new KeyData(Schema.STRING_SCHEMA, key.toString())
        : new KeyData(schema, key);
  }

  @Override
  public String toString() {
    return text;
  }
}
