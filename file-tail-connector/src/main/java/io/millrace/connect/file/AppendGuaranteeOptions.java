package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.append.OnExternalChange;
import io.millrace.connect.file.append.OnOffsetReset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is promised about the files, and when the promise cannot be kept. */
final class AppendGuaranteeOptions extends OptionGroup {

  private static final String GROUP = "Guarantee";

  final Option<DeliveryGuarantee> guarantee =
      spec.choice("delivery.guarantee", DeliveryGuarantee.class)
          .group(GROUP)
          .defaultTo(DeliveryGuarantee.AT_LEAST_ONCE)
          .doc(
              "With `exactly_once` a journal beside the files says how far they and the offsets"
                  + " belong together; after a crash the files are cut to it. The files must be on"
                  + " a file system that every worker of the connector sees, or there must be only"
                  + " one worker. A reader sees bytes before they are committed.");
  final Option<Optional<Path>> journalDir =
      spec.path("journal.dir")
          .group(GROUP)
          .check(Path::isAbsolute, "absolute")
          .optional()
          .doc("Where the journals are. The default is `base.dir`.");
  final Option<OnOffsetReset> onOffsetReset =
      spec.choice("on.offset.reset", OnOffsetReset.class)
          .group(GROUP)
          .defaultTo(OnOffsetReset.FAIL)
          .doc(
              "What happens with `exactly_once` when records come again that are older than a crash"
                  + " explains, because the topic was re-created or offsets were reset: the task"
                  + " fails, writes them again (`replay`), or leaves out what is in the files"
                  + " (`journal`). A reset within the last 64 commits looks like a crash, unless it"
                  + " happens under a running task. With `at_least_once` they are written again.");
  final Option<Duration> lockTimeout =
      spec.millis("lock.timeout.ms")
          .group(GROUP)
          .between(Duration.ZERO, Duration.ofHours(24))
          .defaultTo(Duration.ofMinutes(1))
          .doc(
              "How long a task waits for another task or process to let go of a journal, as after a"
                  + " rebalance, before it fails.");
  final Option<Boolean> isOtherHostAllowed =
      spec.bool("journal.allow.other.host")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether a journal may be continued that another host wrote. Right only when all"
                  + " hosts see the same files.");
  final Option<OnExternalChange> onExternalChange =
      spec.choice("on.external.change", OnExternalChange.class)
          .group(GROUP)
          .defaultTo(OnExternalChange.APPEND)
          .doc(
              "What happens when somebody else renamed, cut or wrote a file, as logrotate does:"
                  + " go on at the end of what is at the path now (`append`), or fail.");

  AppendGuaranteeOptions(ConfigSpec spec) {
    super(spec);
  }

  boolean isExactlyOnce(Settings settings) {
    return settings.get(guarantee) == DeliveryGuarantee.EXACTLY_ONCE;
  }
}
