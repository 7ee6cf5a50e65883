package io.millrace.connect.jms;

import static io.millrace.connect.jms.JmsSourceConfig.BATCH_SIZE;
import static io.millrace.connect.jms.JmsSourceConfig.CONNECTION;
import static io.millrace.connect.jms.JmsSourceConfig.DESTINATION_TYPE;
import static io.millrace.connect.jms.JmsSourceConfig.DURABLE;
import static io.millrace.connect.jms.JmsSourceConfig.GUARANTEE;
import static io.millrace.connect.jms.JmsSourceConfig.MAX_PENDING;
import static io.millrace.connect.jms.JmsSourceConfig.SELECTOR;
import static io.millrace.connect.jms.JmsSourceConfig.SELECTORS;
import static io.millrace.connect.jms.JmsSourceConfig.SESSIONS;
import static io.millrace.connect.jms.JmsSourceConfig.SHARED;
import static io.millrace.connect.jms.JmsSourceConfig.SUBSCRIPTION;
import static io.millrace.connect.jms.JmsSourceConfig.canBeShared;
import static io.millrace.connect.jms.JmsSourceConfig.isExactlyOnce;
import static io.millrace.connect.jms.JmsSourceConfig.sessions;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jms.broker.Destination;

/** Which options of the JMS source go together. */
final class JmsSourceRules {

  private JmsSourceRules() {}

  static void declaredOn(ConfigSpec spec) {
    subscriptionRules(spec);
    consumerRules(spec);
    spec.rule(
        GUARANTEE,
        s -> isExactlyOnce(s) && (tasks(s) > 1 || sessions(s) > 1),
        "exactly_once needs tasks.max=1 and jms.sessions=1: another consumer of the same queue"
            + " would not know which messages came before");
    spec.rule(
        MAX_PENDING,
        s ->
            s.isGiven(MAX_PENDING)
                && s.isGiven(BATCH_SIZE)
                && s.get(MAX_PENDING) < s.get(BATCH_SIZE),
        "must be at least batch.size");
  }

  private static void subscriptionRules(ConfigSpec spec) {
    spec.rule(
        SHARED,
        s -> (s.get(SHARED) || s.get(DURABLE)) && isQueue(s),
        "only topics have subscriptions; set jms.destination.type=topic");
    spec.rule(
        SUBSCRIPTION,
        s -> (s.get(SHARED) || s.get(DURABLE)) != s.get(SUBSCRIPTION).isPresent(),
        "must be set if and only if the subscription is durable or shared");
    spec.rule(
        CONNECTION.clientId(),
        s -> s.get(DURABLE) && !s.get(SHARED) && s.get(CONNECTION.clientId()).isEmpty(),
        "is required for a durable subscription that is not shared");
    spec.rule(
        SELECTORS,
        s -> s.get(SELECTORS).map(each -> each.each().size() != tasks(s)).orElse(false),
        "must have as many selectors as tasks.max");
    spec.rule(
        SELECTORS,
        s -> s.get(SELECTORS).isPresent() && s.get(SELECTOR).isPresent(),
        "cannot be used together with jms.message.selector");
  }

  private static void consumerRules(ConfigSpec spec) {
    spec.rule(
        DESTINATION_TYPE,
        s -> !canBeShared(s) && tasks(s) > 1,
        "several tasks on a topic would each get every message; set tasks.max=1 or"
            + " jms.subscription.shared=true");
    spec.rule(
        SESSIONS,
        s -> !canBeShared(s) && sessions(s) > 1,
        "several sessions on a topic would each get every message; leave it out or set"
            + " jms.subscription.shared=true");
    spec.rule(
        CONNECTION.clientId(),
        s ->
            s.get(CONNECTION.clientId())
                .map(
                    id ->
                        tasks(s) > 1 && !id.differsByTask()
                            || sessions(s) > 1 && !id.differsBySession())
                .orElse(false),
        "must contain ${task} for several tasks and ${session} for several sessions: a broker"
            + " allows a client id once");
  }

  private static boolean isQueue(Settings s) {
    return s.get(DESTINATION_TYPE) == Destination.Kind.QUEUE;
  }

  private static int tasks(Settings s) {
    try {
      return Integer.parseInt(s.handedOn("tasks.max").getOrDefault("", "1").trim());
    } catch (NumberFormatException e) {
      return 1; // the worker refuses it
    }
  }
}
