package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionDraft;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import io.millrace.connect.jms.broker.Destination;
import io.millrace.connect.jms.broker.OutboundMessage;
import io.millrace.connect.jms.mapping.MessageFormat;
import io.millrace.connect.jms.mapping.MessageProperties;
import io.millrace.connect.jms.mapping.MessageRules;
import io.millrace.connect.jms.mapping.NullValues;
import io.millrace.connect.jms.mapping.PropertyNames;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of the JMS sink. */
final class JmsSinkConfig {

  static final ConfigSpec SPEC = ConfigSpec.of(PluginKind.SINK_CONNECTOR, "jms-sink", "JMS sink");

  private static final String TARGET = "Destination";
  private static final String MESSAGES = "Messages";
  private static final String DELIVERY = "Delivery";
  private static final Set<DeliveryGuarantee> EXACTLY_ONCE =
      EnumSet.of(DeliveryGuarantee.EXACTLY_ONCE);

  static final ConnectionOptions CONNECTION = ConnectionOptions.declaredOn(SPEC);

  static final Option<Template<RecordData>> DESTINATION =
      template("jms.destination.name")
          .group(TARGET)
          .required()
          .doc(
              "The queue or topic messages are sent to; it may contain `${topic}`, `${partition}`,"
                  + " `${key}`, `${field:a.b}`, `${header:name}` and `${timestamp:pattern}`.");

  static final Option<Destination.Kind> DESTINATION_TYPE =
      SPEC.choice("jms.destination.type", Destination.Kind.class)
          .group(TARGET)
          .defaultTo(Destination.Kind.QUEUE)
          .doc("Whether it is a queue or a topic.");

  static final Option<Optional<Pattern>> ALLOWED =
      SPEC.regex("jms.destination.allowed")
          .group(TARGET)
          .optional()
          .doc(
              "Which destinations a template may come to, as a regular expression for the whole"
                  + " name. Required with a template: records decide where messages go.");

  static final Option<MessageFormat> FORMAT =
      SPEC.choice("jms.message.format", MessageFormat.class)
          .group(MESSAGES)
          .defaultTo(MessageFormat.AUTO)
          .doc(
              "What a message is: with `auto` a BytesMessage for bytes and a TextMessage for all"
                  + " else, which is JSON for values with fields; `string`, `bytes` and `json` are"
                  + " always that; `map` is a MapMessage of the fields.");

  static final Option<Charset> CHARSET =
      SPEC.charset("character.encoding")
          .group(MESSAGES)
          .defaultTo(StandardCharsets.UTF_8)
          .doc("The character set between text and bytes, where the format asks for it.");

  static final Option<NullValues> NULL_VALUES =
      SPEC.choice("behavior.on.null.values", NullValues.class)
          .group(MESSAGES)
          .defaultTo(NullValues.IGNORE)
          .doc(
              "What a record without value becomes: nothing, a message without body (`empty`), or"
                  + " a rejected record (`fail`).");

  static final Option<Boolean> FORWARD_HEADERS =
      SPEC.bool("jms.forward.kafka.headers")
          .group(MESSAGES)
          .defaultTo(true)
          .doc("Whether headers become properties of the message, with their types.");

  static final Option<Boolean> FORWARD_KEY =
      SPEC.bool("jms.forward.kafka.key")
          .group(MESSAGES)
          .defaultTo(false)
          .doc("Whether the key becomes the property `KAFKA_KEY`.");

  static final Option<Boolean> FORWARD_METADATA =
      SPEC.bool("jms.forward.kafka.metadata")
          .group(MESSAGES)
          .defaultTo(false)
          .doc(
              "Whether the message gets the properties `KAFKA_TOPIC`, `KAFKA_PARTITION`,"
                  + " `KAFKA_OFFSET` and `KAFKA_TIMESTAMP`.");

  static final Option<PropertyNames> PROPERTY_NAMES =
      SPEC.choice("jms.property.name.policy", PropertyNames.class)
          .group(MESSAGES)
          .defaultTo(PropertyNames.ESCAPE)
          .doc(
              "What is done about headers whose names JMS does not allow, such as `a-b`: `escape`"
                  + " writes underscores (`a_b`), `skip` leaves them out, `fail` rejects the record.");

  static final Option<Optional<Template<RecordData>>> CORRELATION_ID =
      template("jms.correlation.id")
          .group(MESSAGES)
          .optional()
          .doc("The correlation id of messages, a template such as `${key}`.");

  static final Option<Optional<Template<RecordData>>> REPLY_TO =
      template("jms.reply.to")
          .group(MESSAGES)
          .optional()
          .doc("The queue for replies, a template; `topic:name` for a topic.");

  static final Option<Optional<Template<RecordData>>> TYPE =
      template("jms.type").group(MESSAGES).optional().doc("The JMS type of messages, a template.");

  static final Option<Optional<Template<RecordData>>> GROUP_ID =
      template("jms.group.id")
          .group(MESSAGES)
          .optional()
          .doc(
              "The group of messages (`JMSXGroupID`), a template: one consumer gets all messages"
                  + " of a group, in order.");

  static final Option<DeliveryMode> DELIVERY_MODE =
      SPEC.choice("jms.producer.delivery.mode", DeliveryMode.class)
          .group(DELIVERY)
          .defaultTo(DeliveryMode.PERSISTENT)
          .doc(
              "Whether the broker stores messages on disk; those that are not persistent are lost"
                  + " when it restarts.");

  static final Option<Duration> TIME_TO_LIVE =
      SPEC.millis("jms.producer.time.to.live.ms")
          .group(DELIVERY)
          .atLeast(Duration.ZERO)
          .defaultTo(Duration.ZERO)
          .doc("After what time the broker drops a message nobody took; 0 means never.");

  static final Option<Integer> PRIORITY =
      SPEC.integer("jms.producer.priority")
          .group(DELIVERY)
          .between(0, 9)
          .defaultTo(4)
          .doc("The priority of messages, from 0 to 9.");

  static final Option<Duration> DELAY =
      SPEC.millis("jms.producer.delivery.delay.ms")
          .group(DELIVERY)
          .atLeast(Duration.ZERO)
          .defaultTo(Duration.ZERO)
          .doc("How long consumers do not see a message. Needs a provider of JMS 2.0 or later.");

  static final Option<Integer> BATCH_SIZE =
      SPEC.integer("batch.size")
          .group(DELIVERY)
          .atLeast(1)
          .defaultTo(500)
          .doc(
              "How many messages are sent in one transaction at most; what one call of the worker"
                  + " brings may be several.");

  static final Option<DeliveryGuarantee> GUARANTEE =
      SPEC.choice("delivery.guarantee", DeliveryGuarantee.class)
          .group(DELIVERY)
          .defaultTo(DeliveryGuarantee.AT_LEAST_ONCE)
          .doc(
              "What is promised when something crashes. `exactly_once` keeps one state message per"
                  + " partition in a queue of the broker, written in the transaction of the data.");

  static final Option<Optional<String>> STATE_QUEUE =
      SPEC.text("exactly.once.state.queue")
          .group(DELIVERY)
          .visibleWhen(GUARANTEE, EXACTLY_ONCE)
          .optional()
          .doc(
              "The queue for state messages. Nobody else may consume it, its messages must not"
                  + " expire, and the broker must not set them aside after some deliveries.");

  static final Option<Duration> STATE_WAIT =
      SPEC.millis("exactly.once.state.wait.ms")
          .group(DELIVERY)
          .visibleWhen(GUARANTEE, EXACTLY_ONCE)
          .atLeast(Duration.ZERO)
          .defaultTo(Duration.ofSeconds(60))
          .doc(
              "How long to wait for the state message of a partition. After a crash the broker may"
                  + " hide it until it gives up the dead connection.");

  static final Option<StateMissing> STATE_MISSING =
      SPEC.choice("exactly.once.state.missing", StateMissing.class)
          .group(DELIVERY)
          .visibleWhen(GUARANTEE, EXACTLY_ONCE)
          .defaultTo(StateMissing.FAIL)
          .doc(
              "What a state message that never came means: `fail` stops the task, `initialize`"
                  + " takes it as the first start of that partition. Set `initialize` for the first"
                  + " start and when partitions are added.");

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        ALLOWED,
        s -> !s.get(DESTINATION).isLiteral() && s.get(ALLOWED).isEmpty(),
        "is required when jms.destination.name is a template, for example orders\\..*");
    SPEC.rule(
        STATE_QUEUE,
        s -> isExactlyOnce(s) != s.get(STATE_QUEUE).isPresent(),
        "must be set if and only if delivery.guarantee is exactly_once");
    SPEC.rule(
        DELIVERY_MODE,
        s -> isExactlyOnce(s) && s.get(DELIVERY_MODE) == DeliveryMode.NON_PERSISTENT,
        "exactly_once needs persistent messages");
    SPEC.rule(
        CONNECTION.clientId(),
        s -> s.get(CONNECTION.clientId()).map(id -> !id.differsByTask()).orElse(false),
        "must contain ${task}: a broker allows a client id once");
  }

  private JmsSinkConfig() {}

  static boolean isExactlyOnce(Settings s) {
    return s.get(GUARANTEE) == DeliveryGuarantee.EXACTLY_ONCE;
  }

  static MessageRules messageRules(Settings s) {
    return new MessageRules(
        s.get(DESTINATION_TYPE),
        s.get(DESTINATION),
        s.get(ALLOWED),
        s.get(FORMAT),
        s.get(CHARSET),
        s.get(NULL_VALUES),
        new MessageProperties(
            s.get(FORWARD_KEY),
            s.get(FORWARD_METADATA),
            s.get(FORWARD_HEADERS),
            s.get(PROPERTY_NAMES)),
        s.get(CORRELATION_ID),
        s.get(REPLY_TO),
        s.get(TYPE),
        s.get(GROUP_ID),
        new OutboundMessage.Quality(
            s.get(DELIVERY_MODE) == DeliveryMode.PERSISTENT,
            s.get(PRIORITY),
            s.get(TIME_TO_LIVE).toMillis(),
            s.get(DELAY).toMillis()));
  }

  private static OptionDraft<Template<RecordData>> template(String key) {
    return SPEC.parsed(
        key,
        text -> Template.parse(text, Vocabulary.ofRecords()),
        Template::toString,
        "text or a template");
  }
}
