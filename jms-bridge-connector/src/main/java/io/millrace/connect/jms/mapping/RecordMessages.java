package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.jms.broker.Destination;
import io.millrace.connect.jms.broker.OutboundMessage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns records into messages. */
public final class RecordMessages {

  private static final String TOPIC = "topic:";
  private static final String QUEUE = "queue:";

  private final MessageRules rules;
  private final MessageBody body;

  public RecordMessages(MessageRules rules) {
    this.rules = rules;
    this.body = new MessageBody(rules.format(), rules.charset());
  }

  /**
   * The message of a record; empty if it leaves none.
   *
   * @throws DeliveryException BAD_RECORD if there can be none
   */
  public Optional<OutboundMessage> of(RecordData record) {
    Object value = record.value();
    if (value == null && rules.nullValues() != NullValues.EMPTY) {
      return ofNull();
    }
    Map<String, Object> properties = rules.properties().of(record);
    String group = filled("Its group id", rules.groupId(), record);
    if (group != null) {
      properties.put("JMSXGroupID", group);
    }
    return Optional.of(
        new OutboundMessage(
            destination(record),
            value == null ? null : body.of(record.valueSchema(), value),
            properties,
            filled("Its correlation id", rules.correlationId(), record),
            replyTo(record),
            filled("Its type", rules.type(), record),
            rules.quality()));
  }

  private Optional<OutboundMessage> ofNull() {
    if (rules.nullValues() == NullValues.IGNORE) {
      return Optional.empty();
    }
    throw new DeliveryException(
        BAD_RECORD,
        "It has no value. Set behavior.on.null.values=ignore or =empty to accept that.");
  }

  private Destination destination(RecordData record) {
    String name = rules.destination().render("Its destination", record, PlainText::of);
    boolean isAllowed =
        rules.allowedDestinations().map(allowed -> allowed.matcher(name).matches()).orElse(true);
    if (!isAllowed) {
      throw new DeliveryException(
          BAD_RECORD, "Its destination '" + name + "' is not one of jms.destination.allowed.");
    }
    return new Destination(rules.kind(), name);
  }

  private @Nullable Destination replyTo(RecordData record) {
    String name = filled("Its reply-to destination", rules.replyTo(), record);
    if (name == null) {
      return null;
    }
    if (name.startsWith(TOPIC)) {
      return new Destination(Destination.Kind.TOPIC, name.substring(TOPIC.length()));
    }
    return new Destination(
        Destination.Kind.QUEUE, name.startsWith(QUEUE) ? name.substring(QUEUE.length()) : name);
  }

  private static @Nullable String filled(
      String purpose, Optional<Template<RecordData>> template, RecordData record) {
    return template.isEmpty() ? null : template.get().render(purpose, record, PlainText::of);
  }
}
