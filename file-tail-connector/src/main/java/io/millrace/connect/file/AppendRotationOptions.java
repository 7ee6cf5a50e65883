package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.append.RotationRules;
import java.time.Duration;
import java.util.Optional;

/** When a file is complete. */
final class AppendRotationOptions extends OptionGroup {

  private static final String GROUP = "Rotation";
  private static final long NEVER_LONG = RotationRules.NEVER;
  private static final Duration NEVER_TIME = Duration.ofMillis(RotationRules.NEVER);

  final Option<Long> maxBytes =
      spec.bytes("rotate.bytes")
          .group(GROUP)
          .check(value -> value == NEVER_LONG || value > 0, "-1 or at least 1")
          .defaultTo(NEVER_LONG)
          .doc(
              "A file that would become longer is renamed to its name, a dot and the next number;"
                  + " `-1` means never. Only a single record that is longer makes a longer file.");
  final Option<Long> maxRecords =
      spec.bytes("rotate.records")
          .group(GROUP)
          .check(value -> value == NEVER_LONG || value > 0, "-1 or at least 1")
          .defaultTo(NEVER_LONG)
          .doc(
              "A file with so many records is renamed likewise; `-1` means never. Counted are the"
                  + " records the task, or with `exactly_once` the journal, knows of.");
  final Option<Duration> maxAge =
      spec.millis("rotate.interval.ms")
          .group(GROUP)
          .check(AppendRotationOptions::isTime, "-1 or at least 1")
          .defaultTo(NEVER_TIME)
          .doc(
              "A file is renamed so long after its first record, by the clock of the worker, also"
                  + " if no more records come; `-1` means never. Where one file ends and the next"
                  + " begins then depends on the clock, with `exactly_once` too, where still nothing"
                  + " is twice, missing or torn. For files by the time of the records put"
                  + " `${timestamp:...}` into `path`: a late record then goes to its own file.");
  final Option<Duration> maxIdle =
      spec.millis("rotate.idle.ms")
          .group(GROUP)
          .check(AppendRotationOptions::isTime, "-1 or at least 1")
          .defaultTo(NEVER_TIME)
          .doc(
              "A file that got no record for so long is renamed; `-1` means never. With"
                  + " `${timestamp:...}` in `path` this completes the file of an hour or a day.");
  final Option<Optional<String>> suffix =
      spec.text("inprogress.suffix")
          .group(GROUP)
          .check(
              AppendRotationOptions::isSuffix,
              "up to 32 letters, digits, _ and -, no digit first; a dot may come before")
          .optional()
          .doc(
              "What the name of a file ends with until it is complete, such as `.part`. Complete"
                  + " files then have the name `path` says, and the next ones a dot and a number"
                  + " after it; they appear by an atomic rename and never change. Needs"
                  + " `delivery.guarantee=exactly_once`.");
  final Option<Integer> retainedFiles =
      spec.integer("retain.files")
          .group(GROUP)
          .check(value -> value == NEVER_LONG || value > 0, "-1 or at least 1")
          .defaultTo(RotationRules.NEVER)
          .doc(
              "How many complete files of each path are kept, whoever has read them or not; when one"
                  + " more is renamed the oldest is deleted. `-1` keeps all. The file that is being"
                  + " written does not count and is never deleted.");
  final Option<Duration> retained =
      spec.millis("retain.ms")
          .group(GROUP)
          .check(AppendRotationOptions::isTime, "-1 or at least 1")
          .defaultTo(NEVER_TIME)
          .doc(
              "How long after their last change complete files are kept; older ones of a path are"
                  + " deleted when another of that path is renamed. `-1` keeps all.");

  AppendRotationOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        suffix,
        s -> !suffix(s).isEmpty() && !goesByTime(s),
        "needs rotate.interval.ms or rotate.idle.ms, or some files might never be complete");
  }

  /** What names of live files end with, or nothing. */
  String suffix(Settings settings) {
    return settings.get(suffix).orElse("");
  }

  RotationRules rules(Settings settings) {
    return new RotationRules(
        settings.get(maxBytes),
        settings.get(maxRecords),
        settings.get(maxAge).toMillis(),
        settings.get(maxIdle).toMillis(),
        suffix(settings),
        settings.get(retainedFiles),
        settings.get(retained).toMillis());
  }

  /** Whether files may become complete while no records come. */
  boolean goesByTime(Settings settings) {
    return !settings.get(maxAge).equals(NEVER_TIME) || !settings.get(maxIdle).equals(NEVER_TIME);
  }

  /** Whether names of complete files must be told from those of live ones. */
  boolean dependsOnNames(Settings settings) {
    return !suffix(settings).isEmpty()
        || settings.get(retainedFiles) != RotationRules.NEVER
        || !settings.get(retained).equals(NEVER_TIME);
  }

  private static boolean isTime(Duration value) {
    return value.equals(NEVER_TIME) || value.toMillis() > 0;
  }

  private static boolean isSuffix(String value) {
    return value.matches("\\.?[A-Za-z_-][A-Za-z0-9_-]{0,31}");
  }
}
