package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.file.append.AppendRules;

/** When a file is complete. */
final class AppendRotationOptions extends OptionGroup {

  private static final String GROUP = "Rotation";

  final Option<Long> maxBytes =
      spec.bytes("rotate.bytes")
          .group(GROUP)
          .check(value -> value == AppendRules.NEVER || value > 0, "-1 or at least 1")
          .defaultTo(AppendRules.NEVER)
          .doc(
              "A file that would become longer is renamed to its name, a dot and the next number;"
                  + " `-1` means never. Only a single record that is longer makes a longer file.");
  final Option<Long> maxRecords =
      spec.bytes("rotate.records")
          .group(GROUP)
          .check(value -> value == AppendRules.NEVER || value > 0, "-1 or at least 1")
          .defaultTo(AppendRules.NEVER)
          .doc(
              "A file with so many records is renamed likewise; `-1` means never. Counted are the"
                  + " records the task, or with `exactly_once` the journal, knows of.");

  AppendRotationOptions(ConfigSpec spec) {
    super(spec);
  }
}
