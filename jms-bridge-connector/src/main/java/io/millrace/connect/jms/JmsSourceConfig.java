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
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The options of the JMS source. */
final class JmsSourceConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "jms-source", "JMS source");

  private static final String SOURCE = "Messages";
  private static final String DELIVERY = "Delivery";

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

  static final RecordOptions RECORDS = new RecordOptions(SPEC);

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
          .defaultTo(1000)
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

  static final PoisonOptions POISON = new PoisonOptions(SPEC);

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
    return new ReadRules(s.get(RECORDS.key).needsCorrelationBytes(), s.get(OBJECT_MESSAGES));
  }

  static LaneRules laneRules(Settings s) {
    int share = Math.max(1, s.get(MAX_PENDING) / sessions(s));
    return new LaneRules(
        Math.min(s.get(BATCH_SIZE), share),
        s.get(BATCH_MAX_BYTES),
        s.get(BATCH_LINGER),
        s.get(RECEIVE_TIMEOUT),
        s.get(POISON.maxDeliveries) > 0);
  }

  /** The source partition: what is read, whoever reads it. */
  static Map<String, String> partition(Settings s) {
    String kind = s.get(DESTINATION_TYPE).word();
    return s.get(SUBSCRIPTION)
        .map(name -> Map.of(kind, s.get(DESTINATION), "subscription", name))
        .orElse(Map.of(kind, s.get(DESTINATION)));
  }
}
