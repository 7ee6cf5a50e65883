package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.jdbc.sql.WriteMethod;
import java.time.Duration;

/** How rows travel to the database. */
final class WritingOptions extends OptionGroup {

  private static final String GROUP = "Writing";

  final Option<WriteMethod> method =
      spec.choice("write.method", WriteMethod.class)
          .group(GROUP)
          .defaultTo(WriteMethod.AUTO)
          .doc(
              "How rows travel to PostgreSQL. `unnest` sends one array for each column, `values` one"
                  + " parameter for each value, for proxies and rules that understand nothing else."
                  + " `copy` loads rows with `COPY` where that makes no difference: inserts, and"
                  + " upserts as long as their keys turn out to be new; everything else goes as"
                  + " with `unnest`. `auto` does the same, but not for a handful of rows. Other"
                  + " databases know `auto` and `values`, which are the same there.");
  final Option<Integer> batchSize =
      spec.integer("batch.size")
          .group(GROUP)
          .between(1, 1_000_000)
          .defaultTo(10_000)
          .doc(
              "How many rows go into one statement at most. While one batch is written, the next one"
                  + " gathers about as many rows as this; each is one transaction. Raise"
                  + " `consumer.override.max.poll.records` (500) to gather them sooner.");
  final Option<Long> batchBytes =
      spec.bytes("batch.max.bytes")
          .group(GROUP)
          .between(65_536L, 1_073_741_824L)
          .defaultTo(4_194_304L)
          .doc(
              "About how many bytes of values a statement has at most, and a batch has gathered when"
                  + " it is enough, however few rows that are. A bulk load with `COPY` is sent"
                  + " piece by piece, whatever its size. Keep it well below what the database"
                  + " takes at once, as `max_allowed_packet` of MySQL and MariaDB.");
  final Option<Integer> connections =
      spec.integer("connections")
          .group(GROUP)
          .between(1, 32)
          .defaultTo(1)
          .doc(
              "How many connections one task writes with. Changes are spread over them by key, so"
                  + " that those of a row stay in order; each connection commits its own part.");
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
