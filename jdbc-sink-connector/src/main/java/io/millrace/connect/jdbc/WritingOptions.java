package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import java.time.Duration;

/** How rows travel to the database. */
final class WritingOptions extends OptionGroup {

  private static final String GROUP = "Writing";

  final Option<Integer> batchSize =
      spec.integer("batch.size")
          .group(GROUP)
          .between(1, 1_000_000)
          .defaultTo(3000)
          .doc(
              "How many rows go into one statement. All records of one delivery by the worker are"
                  + " one transaction; raise `consumer.override.max.poll.records` (500) to make"
                  + " deliveries larger.");
  final Option<Duration> statementTimeout =
      spec.millis("statement.timeout.ms")
          .group(GROUP)
          .between(Duration.ofSeconds(1), Duration.ofHours(1))
          .defaultTo(Duration.ofMinutes(2))
          .doc(
              "How long one statement may take before it is cancelled and tried again. Keep it"
                  + " below `consumer.override.max.poll.interval.ms` (five minutes).");

  WritingOptions(ConfigSpec spec) {
    super(spec);
  }
}
