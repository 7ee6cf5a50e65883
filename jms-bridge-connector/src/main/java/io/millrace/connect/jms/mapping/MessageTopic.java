package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import io.millrace.connect.jms.broker.InboundMessage;
import java.util.regex.Pattern;

/** The topic of a message's record: a name, or a template filled from the message. */
public final class MessageTopic {

  private static final Vocabulary<InboundMessage> PLACES =
      Vocabulary.<InboundMessage>empty()
          .with("destination", InboundMessage::destination)
          .with("type", InboundMessage::type)
          .with(
              "property",
              "property:name",
              name -> {
                if (name.isEmpty()) {
                  throw new IllegalArgumentException("must name a property, as ${property:region}");
                }
                return message -> message.properties().get(name);
              });
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final String RULE =
      "a topic name: up to 249 letters, digits, dots, underscores and hyphens";

  private final Template<InboundMessage> template;

  private MessageTopic(Template<InboundMessage> template) {
    this.template = template;
  }

  /** Reads an option; throws IllegalArgumentException saying what it must be. */
  public static MessageTopic parse(String text) {
    Template<InboundMessage> template = Template.parse(text, PLACES);
    if (template.isLiteral() && !NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("must be " + RULE);
    }
    return new MessageTopic(template);
  }

  String of(InboundMessage message) {
    if (template.isLiteral()) {
      return template.toString();
    }
    String topic = template.render("The name of its topic", message, PlainText::of);
    if (!NAME.matcher(topic).matches()) {
      throw new DeliveryException(BAD_RECORD, "Its topic '" + topic + "' is not " + RULE + ".");
    }
    return topic;
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
