package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.jms.broker.Destination;
import io.millrace.connect.jms.broker.ReadRules;
import io.millrace.connect.jms.broker.Subscription;
import io.millrace.connect.jms.lane.LaneRules;
import io.millrace.connect.jms.mapping.HeadersCopied;
import io.millrace.connect.jms.mapping.MessageKey;
import io.millrace.connect.jms.mapping.MessageTopic;
import io.millrace.connect.jms.mapping.PoisonAction;
import io.millrace.connect.jms.mapping.RecordRules;
import io.millrace.connect.jms.mapping.ValueFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The options of the JMS source. */
final class JmsSourceConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "jms-source", "JMS source");

  private static final String SOURCE = "Messages";
  private static final String RECORDS = "Records";
  private static final String DELIVERY = "Delivery";
  private static final String POISON = "Poison messages";

  static final ConnectionOptions CONNECTION = ConnectionOptions.declaredOn(SPEC);

  static final Option<String> DESTINATION =
      SPEC.text("jms.destination.name")
          .group(SOURCE)
          .required()
          .doc("The queue or topic of the broker that is read.");

  static final Option<Destination.Kind> DESTINATION_TYPE =
      SPEC.choice("jms.destination.type", Destination.Kind.class)
          .group(SOURCE)
          .defaultTo(Destination.Kind.QUEUE)
          .doc("Whether it is a queue or a topic.");

  static final Option<Optional<String>> SELECTOR =
      SPEC.text("jms.message.selector")
          .group(SOURCE)
          .optional()
          .doc("Only messages this selector matches are read, such as `region = 'EU'`.");

  static final Option<Optional<Selectors>> SELECTORS =
      SPEC.parsed("jms.message.selectors", Selectors::parse, Selectors::toString, "selectors")
          .group(SOURCE)
          .optional()
          .doc(
              "One selector for each task, with semicolons between them; as many as `tasks.max`."
                  + " They should not overlap, and together match everything.");

  static final Option<Boolean> DURABLE =
      SPEC.bool("jms.subscription.durable")
          .group(SOURCE)
          .defaultTo(false)
          .doc(
              "Whether the broker keeps messages of a topic while the connector is not connected."
                  + " Without it they are lost then.");

  static final Option<Boolean> SHARED =
      SPEC.bool("jms.subscription.shared")
          .group(SOURCE)
          .defaultTo(false)
          .doc(
              "Whether tasks and sessions share one subscription of a topic, each message going to"
                  + " one of them. Needs a provider of JMS 2.0 or later.");

  static final Option<Optional<String>> SUBSCRIPTION =
      SPEC.text("jms.subscription.name")
          .group(SOURCE)
          .optional()
          .doc("The name of a durable or shared subscription.");

  static final Option<Boolean> OBJECT_MESSAGES =
      SPEC.bool("jms.object.messages")
          .group(SOURCE)
          .defaultTo(false)
          .doc(
              "Whether ObjectMessages are deserialized. Java deserialization of what others send"
                  + " can be abused to run code: allow it only together with the provider's own"
                  + " list of allowed classes, such as"
                  + " `connection.factory.property.deserializationAllowList` of Artemis.");

  static final Option<MessageTopic> TOPIC =
      SPEC.parsed("topic", MessageTopic::parse, MessageTopic::toString, "a topic or a template")
          .group(RECORDS)
          .alias("kafka.topic")
          .required()
          .doc(
              "The topic of Kafka the records go to; it may contain `${destination}`, `${type}`"
                  + " and `${property:name}`.");

  static final Option<MessageKey> RECORD_KEY =
      SPEC.parsed("record.key", MessageKey::parse, MessageKey::toString, "a part of a message")
          .group(RECORDS)
          .alias("jms.key")
          .defaultTo(MessageKey.parse("none"))
          .doc(
              "The key of a record: `none`, `message_id`, `correlation_id`, `correlation_id_bytes`,"
                  + " `destination`, `group_id`, `type` or `property:<name>`. Messages without it"
                  + " have no key.");

  static final Option<ValueFormat> VALUE_FORMAT =
      SPEC.choice("value.format", ValueFormat.class)
          .group(RECORDS)
          .alias("jms.value.format")
          .defaultTo(ValueFormat.AUTO)
          .doc(
              "What the value of a record is: with `auto` text for a TextMessage, bytes for a"
                  + " BytesMessage, fields for a MapMessage, a list for a StreamMessage; with"
                  + " `string` or `bytes` always that, where maps and lists become JSON.");

  static final Option<Charset> CHARSET =
      SPEC.charset("character.encoding")
          .group(RECORDS)
          .defaultTo(StandardCharsets.UTF_8)
          .doc("The character set between text and bytes, where `value.format` asks for it.");

  static final Option<HeadersCopied> HEADERS =
      SPEC.choice("jms.headers.copy", HeadersCopied.class)
          .group(RECORDS)
          .defaultTo(HeadersCopied.ALL)
          .doc(
              "Which headers a record gets: the message's own properties with their types,"
                  + " standard ones such as `millrace.jms.message.id`, both or none.");

  static final Option<Optional<String>> HEADERS_PREFIX =
      SPEC.text("jms.headers.prefix")
          .group(RECORDS)
          .optional()
          .doc("What is put before the names of properties.");

  static final Option<DeliveryGuarantee> GUARANTEE =
      SPEC.choice("delivery.guarantee", DeliveryGuarantee.class)
          .group(DELIVERY)
          .defaultTo(DeliveryGuarantee.AT_LEAST_ONCE)
          .doc(
              "What is promised when something crashes. `exactly_once` needs a worker with"
                  + " `exactly.once.source.support=enabled`, one task, one session and messages"
                  + " with ids; ids of messages that may come again are kept in the source offset.");

  static final Option<Optional<Integer>> SESSIONS =
      SPEC.integer("jms.sessions")
          .group(DELIVERY)
          .between(1, 32)
          .optional()
          .doc(
              "How many sessions each task has. While one waits for Kafka another receives. More"
                  + " than one does not keep the order of messages. Two unless only one is"
                  + " possible: with `delivery.guarantee=exactly_once`, and for a topic without a"
                  + " shared subscription.");

  static final Option<Integer> BATCH_SIZE =
      SPEC.integer("batch.size")
          .group(DELIVERY)
          .alias("mq.batch.size")
          .atLeast(1)
          .defaultTo(500)
          .doc("How many messages one transaction with the broker acknowledges at most.");

  static final Option<Long> BATCH_MAX_BYTES =
      SPEC.bytes("batch.max.bytes")
          .group(DELIVERY)
          .atLeast(1L)
          .defaultTo(4L * 1024 * 1024)
          .doc("A batch is complete when its messages have about this many bytes.");

  static final Option<Duration> BATCH_LINGER =
      SPEC.millis("batch.linger.ms")
          .group(DELIVERY)
          .between(Duration.ZERO, Duration.ofSeconds(2))
          .defaultTo(Duration.ofMillis(5))
          .doc("How long to wait for more messages before a batch that is not full is handed on.");

  static final Option<Integer> MAX_PENDING =
      SPEC.integer("max.pending.messages")
          .group(DELIVERY)
          .atLeast(1)
          .defaultTo(4096)
          .doc(
              "How many messages of a task may be received and not yet acknowledged, over all its"
                  + " sessions. So many may come twice after a crash.");

  static final Option<Duration> RECEIVE_TIMEOUT =
      SPEC.millis("jms.receive.timeout.ms")
          .group(DELIVERY)
          .between(Duration.ofMillis(1), Duration.ofSeconds(4))
          .defaultTo(Duration.ofMillis(500))
          .doc("How long one call waits for a message; stopping the task waits as long.");

  static final Option<Integer> DEDUPE_BATCHES =
      SPEC.integer("exactly.once.dedupe.batches")
          .group(DELIVERY)
          .between(1, 64)
          .defaultTo(8)
          .visibleWhen(GUARANTEE, EnumSet.of(DeliveryGuarantee.EXACTLY_ONCE))
          .doc(
              "How many batches are remembered whose acknowledgement the broker has not"
                  + " confirmed. A message that comes again later than that is delivered twice.");

  static final Option<Integer> MAX_DELIVERIES =
      SPEC.integer("jms.max.deliveries")
          .group(POISON)
          .atLeast(0)
          .defaultTo(0)
          .doc(
              "How often a message may be delivered before it counts as poison; 0 means any"
                  + " number. Must be less than what makes the broker itself set messages aside.");

  static final Option<PoisonAction> POISON_ACTION =
      SPEC.choice("jms.poison.action", PoisonAction.class)
          .group(POISON)
          .defaultTo(PoisonAction.FAIL)
          .doc(
              "What happens to a message that cannot become a record or was delivered too often:"
                  + " `fail` stops the task and leaves it where it is, `queue` moves it to another"
                  + " queue as it is, `topic` sends what can be read of it to a topic of Kafka,"
                  + " `skip` drops it.");

  static final Option<Optional<String>> POISON_TARGET =
      SPEC.text("jms.poison.destination")
          .group(POISON)
          .visibleWhen(POISON_ACTION, EnumSet.of(PoisonAction.QUEUE, PoisonAction.TOPIC))
          .optional()
          .doc("The queue of the broker, or the topic of Kafka, for such messages.");

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    JmsSourceRules.declaredOn(SPEC);
  }

  private JmsSourceConfig() {}

  /** Whether several consumers get every message once between them. */
  static boolean canBeShared(Settings s) {
    return s.get(DESTINATION_TYPE) == Destination.Kind.QUEUE || s.get(SHARED);
  }

  static boolean isExactlyOnce(Settings s) {
    return s.get(GUARANTEE) == DeliveryGuarantee.EXACTLY_ONCE;
  }

  static int sessions(Settings s) {
    return s.get(SESSIONS).orElse(canBeShared(s) && !isExactlyOnce(s) ? 2 : 1);
  }

  static Subscription subscription(Settings s, int task) {
    return new Subscription(
        new Destination(s.get(DESTINATION_TYPE), s.get(DESTINATION)),
        s.get(DURABLE),
        s.get(SHARED),
        s.get(SUBSCRIPTION),
        s.get(SELECTORS).flatMap(each -> each.of(task)).or(() -> s.get(SELECTOR)));
  }

  static ReadRules readRules(Settings s) {
    return new ReadRules(s.get(RECORD_KEY).needsCorrelationBytes(), s.get(OBJECT_MESSAGES));
  }

  static RecordRules recordRules(Settings s) {
    return new RecordRules(
        s.get(TOPIC),
        s.get(RECORD_KEY),
        s.get(VALUE_FORMAT),
        s.get(CHARSET),
        s.get(HEADERS),
        s.get(HEADERS_PREFIX).orElse(""));
  }

  static LaneRules laneRules(Settings s) {
    int share = Math.max(1, s.get(MAX_PENDING) / sessions(s));
    return new LaneRules(
        Math.min(s.get(BATCH_SIZE), share),
        s.get(BATCH_MAX_BYTES),
        s.get(BATCH_LINGER),
        s.get(RECEIVE_TIMEOUT));
  }

  /** The source partition: what is read, whoever reads it. */
  static Map<String, String> partition(Settings s) {
    String kind = s.get(DESTINATION_TYPE).word();
    return s.get(SUBSCRIPTION)
        .map(name -> Map.of(kind, s.get(DESTINATION), "subscription", name))
        .orElse(Map.of(kind, s.get(DESTINATION)));
  }
}
