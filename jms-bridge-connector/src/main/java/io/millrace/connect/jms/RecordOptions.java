package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jms.mapping.HeadersCopied;
import io.millrace.connect.jms.mapping.MessageKey;
import io.millrace.connect.jms.mapping.MessageTopic;
import io.millrace.connect.jms.mapping.RecordRules;
import io.millrace.connect.jms.mapping.ValueFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What of a message becomes its record. */
final class RecordOptions extends OptionGroup {

  private static final String GROUP = "Records";

  final Option<MessageTopic> topic =
      spec.parsed("topic", MessageTopic::parse, MessageTopic::toString, "a topic or a template")
          .group(GROUP)
          .alias("kafka.topic")
          .required()
          .doc(
              "The topic of Kafka the records go to; it may contain `${destination}`, `${type}`"
                  + " and `${property:name}`.");

  final Option<MessageKey> key =
      spec.parsed("record.key", MessageKey::parse, MessageKey::toString, "a part of a message")
          .group(GROUP)
          .alias("jms.key")
          .defaultTo(MessageKey.parse("none"))
          .doc(
              "The key of a record: `none`, `message_id`, `correlation_id`, `correlation_id_bytes`,"
                  + " `destination`, `group_id`, `type` or `property:<name>`. Messages without it"
                  + " have no key.");

  final Option<ValueFormat> format =
      spec.choice("value.format", ValueFormat.class)
          .group(GROUP)
          .alias("jms.value.format")
          .defaultTo(ValueFormat.AUTO)
          .doc(
              "What the value of a record is: with `auto` text for a TextMessage, bytes for a"
                  + " BytesMessage, fields for a MapMessage, a list for a StreamMessage; with"
                  + " `string` or `bytes` always that, where maps and lists become JSON.");

  final Option<Charset> charset =
      spec.charset("character.encoding")
          .group(GROUP)
          .defaultTo(StandardCharsets.UTF_8)
          .doc("The character set between text and bytes, where `value.format` asks for it.");

  final Option<HeadersCopied> headers =
      spec.choice("jms.headers.copy", HeadersCopied.class)
          .group(GROUP)
          .defaultTo(HeadersCopied.ALL)
          .doc(
              "Which headers a record gets: the message's own properties with their types,"
                  + " standard ones such as `millrace.jms.message.id`, both or none.");

  final Option<Optional<String>> headersPrefix =
      spec.text("jms.headers.prefix")
          .group(GROUP)
          .optional()
          .doc("What is put before the names of properties.");

  RecordOptions(ConfigSpec spec) {
    super(spec);
  }

  RecordRules rules(Settings s) {
    return new RecordRules(
        s.get(topic),
        s.get(key),
        s.get(format),
        s.get(charset),
        s.get(headers),
        s.get(headersPrefix).orElse(""));
  }
}
