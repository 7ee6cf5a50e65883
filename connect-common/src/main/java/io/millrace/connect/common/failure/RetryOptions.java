package io.millrace.connect.common.failure;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The retry options, the same in every connector. */
public record RetryOptions(
    Option<Integer> maxRetries, Option<Duration> backoff, Option<Duration> maxBackoff) {

  private static final String GROUP = "Errors and retries";

  /** Declares the options on a connector's spec. */
  public static RetryOptions declaredOn(ConfigSpec spec) {
    return declaredOn(spec, List.of(), List.of());
  }

  /** Declares the options with the keys users of other connectors know them by. */
  public static RetryOptions declaredOn(
      ConfigSpec spec, List<String> retriesAliases, List<String> backoffAliases) {
    Option<Integer> retries =
        spec.integer("max.retries")
            .group(GROUP)
            .alias(retriesAliases.toArray(String[]::new))
            .atLeast(RetryBudget.UNLIMITED)
            .defaultTo(RetryBudget.UNLIMITED)
            .doc(
                "How often a failure that may heal (a lost connection, a restart of the other"
                    + " system, a deadlock) is tried again before the task fails; `-1` means for"
                    + " ever. Records that can never be delivered are not retried.");
    Option<Duration> backoff =
        spec.millis("retry.backoff.ms")
            .group(GROUP)
            .alias(backoffAliases.toArray(String[]::new))
            .between(Duration.ofMillis(1), Duration.ofHours(1))
            .defaultTo(Duration.ofSeconds(1))
            .doc(
                "The upper bound of the wait before the first retry. It doubles with every retry;"
                    + " the wait itself is random below the bound, so that tasks do not retry in"
                    + " step.");
    Option<Duration> maxBackoff =
        spec.millis("retry.backoff.max.ms")
            .group(GROUP)
            .between(Duration.ofMillis(1), Duration.ofHours(24))
            .defaultTo(Duration.ofSeconds(30))
            .doc("The longest wait between two retries.");
    spec.rule(
        maxBackoff,
        s -> s.get(maxBackoff).compareTo(s.get(backoff)) < 0,
        "must not be shorter than retry.backoff.ms");
    return new RetryOptions(retries, backoff, maxBackoff);
  }

  /** The budget these options describe. */
  public RetryBudget budget(Settings settings, RandomGenerator random) {
    return new RetryBudget(
        settings.get(maxRetries), settings.get(backoff), settings.get(maxBackoff), random);
  }
}
