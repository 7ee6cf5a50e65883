package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.tail.Compression;
import io.millrace.connect.file.tail.OnTruncate;
import io.millrace.connect.file.tail.RotationRules;
import java.time.Duration;
import java.util.regex.Pattern;

/** What happens to the files that were at a path before, and to those that are cut. */
final class RotationOptions extends OptionGroup {

  private static final String GROUP = "Rotation";

  final Option<Pattern> pattern =
      spec.regex("rotation.pattern")
          .group(GROUP)
          .defaultTo(
              Pattern.compile(
                  "(\\.\\d+|[-.]\\d{4}-?\\d{2}-?\\d{2}([-T_.]?\\d+)*)(\\.(gz|bz2|xz|zst|Z|zip))?"))
          .doc(
              "What follows the name of a file after it was rotated, as a regular expression."
                  + " Such files belong to the live one: what was not read of them yet is read"
                  + " first, whether `paths` matches them or not. A file with such a name is one of"
                  + " its own where `paths` does not match the live name (`/in/orders.*` does not"
                  + " match `/in/orders`), or where there is no live file and the names do not come"
                  + " from rotation: they have dates, or numbers that are higher in newer files.");
  final Option<Compression> compression =
      spec.choice("compression", Compression.class)
          .group(GROUP)
          .defaultTo(Compression.AUTO)
          .doc(
              "Which compressed files are read: `auto` reads files whose names end in `.gz`, a"
                  + " rotated one at the position in its plain content where it was left before it"
                  + " was compressed; `none` reads none. Their lines have the path without `.gz`,"
                  + " and `on.complete` leaves rotated ones alone. One that is incomplete is"
                  + " waited for as long as it grows and for `rotate.wait.ms`; a damaged one is"
                  + " left out, with a warning and in the metric `files-damaged-total`.");
  final Option<Integer> maxGenerations =
      spec.integer("rotation.max.generations")
          .group(GROUP)
          .between(1, 256)
          .defaultTo(16)
          .doc("How many rotated files of a path are looked at, and remembered in its offset.");
  final Option<Duration> quiet =
      spec.millis("rotate.wait.ms")
          .group(GROUP)
          .atLeast(Duration.ZERO)
          .defaultTo(Duration.ofSeconds(5))
          .doc(
              "How long a renamed or deleted file must have been quiet before it counts as"
                  + " complete. Only then its last line is delivered if that has no line end, and"
                  + " the next file is begun.");
  final Option<OnTruncate> onTruncate =
      spec.choice("on.truncate", OnTruncate.class)
          .group(GROUP)
          .defaultTo(OnTruncate.RESTART)
          .doc(
              "What happens with a file that is cut in place, if there is no copy of it among its"
                  + " rotated files: it is read from its beginning (`restart`) or from its end"
                  + " (`end`), or the task fails (`fail`) and reads it from its beginning when it"
                  + " is started again. If there is a copy, its rest is read first and then the"
                  + " file from its beginning.");

  RotationOptions(ConfigSpec spec) {
    super(spec);
  }

  RotationRules rules(Settings settings) {
    return new RotationRules(
        settings.get(pattern),
        settings.get(compression),
        settings.get(maxGenerations),
        settings.get(quiet),
        settings.get(onTruncate));
  }
}
