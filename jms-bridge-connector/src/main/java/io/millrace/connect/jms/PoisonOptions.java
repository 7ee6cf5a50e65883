package io.millrace.connect.jms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.jms.mapping.PoisonAction;
import io.millrace.connect.jms.mapping.PoisonPolicy;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What happens to messages that cannot become records. */
final class PoisonOptions extends OptionGroup {

  private static final String GROUP = "Poison messages";
  private static final Set<PoisonAction> WITH_TARGET =
      EnumSet.of(PoisonAction.QUEUE, PoisonAction.TOPIC);

  final Option<Integer> maxDeliveries =
      spec.integer("jms.max.deliveries")
          .group(GROUP)
          .atLeast(0)
          .defaultTo(0)
          .doc(
              "How often a message may be delivered before it counts as poison; 0 means any"
                  + " number. Must be less than what makes the broker itself set messages aside."
                  + " With it messages that come again are read one by one, so that only the one"
                  + " that makes the task fail is counted up.");

  final Option<PoisonAction> action =
      spec.choice("jms.poison.action", PoisonAction.class)
          .group(GROUP)
          .defaultTo(PoisonAction.FAIL)
          .doc(
              "What happens to a message that cannot become a record or was delivered too often:"
                  + " `fail` stops the task and leaves it where it is, `queue` moves it to another"
                  + " queue as it is, `topic` sends what can be read of it to a topic of Kafka,"
                  + " `skip` drops it.");

  final Option<Optional<String>> target =
      spec.text("jms.poison.destination")
          .group(GROUP)
          .visibleWhen(action, WITH_TARGET)
          .optional()
          .doc("The queue of the broker, or the topic of Kafka, for such messages.");

  PoisonOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        target,
        s -> WITH_TARGET.contains(s.get(action)) != s.get(target).isPresent(),
        "must be set if and only if jms.poison.action is queue or topic");
  }

  PoisonPolicy policy(Settings settings, TaskMetrics metrics) {
    return new PoisonPolicy(
        settings.get(maxDeliveries),
        settings.get(action),
        settings.get(target).orElse(""),
        metrics.counter("messages-poisoned-total", "Messages that were set aside"));
  }
}
