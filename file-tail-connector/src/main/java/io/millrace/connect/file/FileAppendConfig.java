package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.file.append.AppendRules;
import io.millrace.connect.file.append.AppendSetup;
import io.millrace.connect.file.append.Fsync;
import java.nio.file.Path;

/** The options of the file sink, group by group in the order of its reference page. */
final class FileAppendConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SINK_CONNECTOR, "file-append-sink", "File append sink");

  static final AppendPathOptions FILES = new AppendPathOptions(SPEC);
  static final AppendRecordOptions RECORDS = new AppendRecordOptions(SPEC);
  static final AppendGuaranteeOptions GUARANTEE = new AppendGuaranteeOptions(SPEC);
  static final AppendWritingOptions WRITING = new AppendWritingOptions(SPEC);
  static final AppendRotationOptions ROTATION = new AppendRotationOptions(SPEC);
  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        FILES.path,
        s -> GUARANTEE.isExactlyOnce(s) && tasksMax(s) > 1 && !s.get(FILES.path).isByPartition(),
        "delivery.guarantee=exactly_once with tasks.max above 1 needs ${topic} and ${partition} in"
            + " the path, or tasks.max=1");
    SPEC.rule(
        FILES.path,
        s ->
            !GUARANTEE.isExactlyOnce(s)
                && tasksMax(s) > 1
                && !s.get(FILES.path).isByPartition()
                && !s.get(FILES.path).isByTask(),
        "with tasks.max above 1 two tasks would write the same file; put ${task}, or ${topic} and"
            + " ${partition}, into the path, or set tasks.max=1");
    SPEC.rule(
        FILES.path,
        s -> GUARANTEE.isExactlyOnce(s) && s.get(FILES.path).isByTask(),
        "delivery.guarantee=exactly_once cannot use ${task}: partitions move between tasks");
    SPEC.rule(
        WRITING.fsync,
        s -> GUARANTEE.isExactlyOnce(s) && s.get(WRITING.fsync) == Fsync.NEVER,
        "delivery.guarantee=exactly_once needs fsync=commit: what is not on the disk cannot be"
            + " promised");
    SPEC.rule(
        ROTATION.suffix,
        s -> !ROTATION.suffix(s).isEmpty() && !GUARANTEE.isExactlyOnce(s),
        "needs delivery.guarantee=exactly_once: without a journal nobody knows after a crash which"
            + " files are still to be completed");
    SPEC.rule(
        FILES.path,
        s -> ROTATION.dependsOnNames(s) && !s.get(FILES.path).endsDistinctly(),
        "must end with text such as .log, not with a value or a digit, if inprogress.suffix,"
            + " retain.files or retain.ms is set: the name of a complete file could else be that of"
            + " one that is being written");
  }

  private FileAppendConfig() {}

  static AppendSetup setup(Settings settings, String connector, String host) {
    Path base = FILES.base(settings);
    return new AppendSetup(
        base,
        FILES.permissions(settings),
        settings.get(GUARANTEE.journalDir).orElse(base),
        settings.get(GUARANTEE.lockTimeout),
        connector,
        host,
        settings.get(GUARANTEE.isOtherHostAllowed),
        GUARANTEE.isExactlyOnce(settings),
        settings.get(FILES.path).isByPartition(),
        rules(settings));
  }

  private static AppendRules rules(Settings settings) {
    return new AppendRules(
        RECORDS.end(settings),
        settings.get(WRITING.bufferBytes),
        settings.get(WRITING.fsync),
        settings.get(WRITING.compression),
        settings.get(FILES.maxOpenFiles),
        settings.get(FILES.idleClose).toMillis(),
        settings.get(GUARANTEE.onExternalChange),
        settings.get(GUARANTEE.onOffsetReset),
        ROTATION.rules(settings));
  }

  private static int tasksMax(Settings settings) {
    String given = settings.handedOn("tasks.max").getOrDefault("", "1");
    return given.matches("\\d{1,9}") ? Integer.parseInt(given) : 1;
  }
}
