package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.tail.Attachment;
import io.millrace.connect.file.tail.EventRules;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which lines are one record together. */
final class MultilineOptions extends OptionGroup {

  private static final String GROUP = "Events of several lines";

  final Option<Optional<Pattern>> pattern =
      spec.regex("multiline.pattern")
          .group(GROUP)
          .optional()
          .doc(
              "A regular expression that is found in lines that belong to another line, such as"
                  + " `^\\s` for stack traces. Without it every line is a record of its own. An"
                  + " event is read again as a whole after a restart, and ends with its file.");
  final Option<Boolean> negate =
      spec.bool("multiline.negate")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether the pattern is found in all other lines: `true` if it is easier to say how"
                  + " an event begins.");
  final Option<Attachment> match =
      spec.choice("multiline.match", Attachment.class)
          .group(GROUP)
          .defaultTo(Attachment.AFTER)
          .doc("Whether such lines come `after` the line they belong to, or `before` it.");
  final Option<Duration> timeout =
      spec.millis("multiline.timeout.ms")
          .group(GROUP)
          .atLeast(Duration.ofMillis(100))
          .defaultTo(Duration.ofSeconds(5))
          .doc("After how long without another line the last event is complete.");
  final Option<Integer> maxLines =
      spec.integer("multiline.max.lines")
          .group(GROUP)
          .atLeast(1)
          .defaultTo(500)
          .doc("The longest event in lines; what follows is an event of its own.");
  final Option<Integer> maxBytes =
      spec.integer("multiline.max.bytes")
          .group(GROUP)
          .between(1, 1 << 29)
          .defaultTo(1_000_000)
          .doc(
              "The longest event in bytes, with the line ends in it; what follows is an event of"
                  + " its own. A single line may be as long as `line.max.bytes` allows.");

  MultilineOptions(ConfigSpec spec) {
    super(spec);
  }

  Optional<EventRules> rules(Settings settings, Charset charset) {
    return settings
        .get(pattern)
        .map(
            found ->
                new EventRules(
                    found,
                    settings.get(negate),
                    settings.get(match),
                    settings.get(timeout),
                    settings.get(maxLines),
                    settings.get(maxBytes),
                    charset));
  }
}
