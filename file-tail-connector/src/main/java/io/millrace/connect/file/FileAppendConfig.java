package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.file.append.AppendRules;
import io.millrace.connect.file.append.AppendSetup;
import io.millrace.connect.file.append.Fsync;
import io.millrace.connect.file.append.OnExternalChange;
import io.millrace.connect.file.append.OnOffsetReset;
import io.millrace.connect.file.append.Permissions;
import io.millrace.connect.file.mapping.NullValues;
import io.millrace.connect.file.mapping.PathTemplate;
import io.millrace.connect.file.mapping.RecordBytes;
import io.millrace.connect.file.mapping.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The options of the file sink. */
final class FileAppendConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SINK_CONNECTOR, "file-append-sink", "File append sink");

  private static final String FILES = "Files";
  private static final String RECORDS = "Records";
  private static final String GUARANTEE = "Guarantee";
  private static final String WRITING = "Writing and rotation";

  static final Option<PathTemplate> PATH =
      SPEC.parsed(
              "path", PathTemplate::parse, PathTemplate::toString, "an absolute path, with ${...}")
          .group(FILES)
          .alias("file")
          .required()
          .doc(
              "The file a record is appended to: an absolute path in which `${topic}`,"
                  + " `${partition}`, `${key}`, `${field:a.b}`, `${header:name}`,"
                  + " `${timestamp:yyyy-MM-dd}` (the record's, in UTC; slashes make directories)"
                  + " and `${task}` are filled in. The topic is the one the record was read from."
                  + " Letters, digits, `_`, `-` and inner dots of a record are kept, anything else"
                  + " becomes `%XX`, so that no record can name a file elsewhere.");

  static final Option<Optional<Path>> BASE_DIR =
      SPEC.path("base.dir")
          .group(FILES)
          .check(Path::isAbsolute, "absolute")
          .optional()
          .doc(
              "The directory nothing is written outside of, not even through symbolic links. The"
                  + " default is the directory before the first `${` of `path`.");

  static final Option<Optional<Set<PosixFilePermission>>> FILE_PERMISSIONS =
      SPEC.parsed(
              "file.permissions",
              FileAppendConfig::permissions,
              PosixFilePermissions::toString,
              "such as rw-r-----")
          .group(FILES)
          .optional()
          .doc("The permissions of new files. The default is that of the worker's process.");

  static final Option<Optional<Set<PosixFilePermission>>> DIR_PERMISSIONS =
      SPEC.parsed(
              "dir.permissions",
              FileAppendConfig::permissions,
              PosixFilePermissions::toString,
              "such as rwxr-x---")
          .group(FILES)
          .optional()
          .doc("The permissions of new directories. The default is that of the worker's process.");

  static final Option<Integer> MAX_OPEN_FILES =
      SPEC.integer("max.open.files")
          .group(FILES)
          .atLeast(1)
          .defaultTo(256)
          .doc(
              "How many files are kept open, by each partition if `path` has `${topic}` and"
                  + " `${partition}`, else by each task. When one more is needed everything is"
                  + " committed, and those are closed that were not used for longest.");

  static final Option<RecordFormat> FORMAT =
      SPEC.choice("format", RecordFormat.class)
          .group(RECORDS)
          .defaultTo(RecordFormat.LINE)
          .doc(
              "What is written of a value: its text and a line end (`line`), its bytes alone"
                  + " (`raw`), or a line of JSON or CSV. CSV has the fields in the order of the"
                  + " schema, or of the map or list if there is no schema. Line ends within a text"
                  + " are not changed in `line`.");

  static final Option<String> LINE_SEPARATOR =
      SPEC.parsed(
              "line.separator",
              FileAppendConfig::unescaped,
              FileAppendConfig::escaped,
              "1 to 16 characters, with \\n, \\r and \\t")
          .group(RECORDS)
          .defaultTo("\n")
          .doc(
              "What ends a line. If a file is found whose last line is not ended, that is done"
                  + " first.");

  static final Option<NullValues> NULL_VALUES =
      SPEC.choice("behavior.on.null.values", NullValues.class)
          .group(RECORDS)
          .alias("null.values")
          .defaultTo(NullValues.IGNORE)
          .doc(
              "What a record without a value leaves: nothing (`ignore`), an empty line (`empty`;"
                  + " nothing in `raw`), or a rejected record (`fail`).");

  static final Option<DeliveryGuarantee> DELIVERY_GUARANTEE =
      SPEC.choice("delivery.guarantee", DeliveryGuarantee.class)
          .group(GUARANTEE)
          .defaultTo(DeliveryGuarantee.AT_LEAST_ONCE)
          .doc(
              "With `exactly_once` a journal beside the files says how far they and the offsets"
                  + " belong together; after a crash the files are cut to it. The files must be on"
                  + " a file system that every worker of the connector sees, or there must be only"
                  + " one worker. A reader sees bytes before they are committed.");

  static final Option<Optional<Path>> JOURNAL_DIR =
      SPEC.path("journal.dir")
          .group(GUARANTEE)
          .check(Path::isAbsolute, "absolute")
          .optional()
          .doc("Where the journals are. The default is `base.dir`.");

  static final Option<OnOffsetReset> ON_OFFSET_RESET =
      SPEC.choice("on.offset.reset", OnOffsetReset.class)
          .group(GUARANTEE)
          .defaultTo(OnOffsetReset.FAIL)
          .doc(
              "What happens with `exactly_once` when records come again that are older than a crash"
                  + " explains, because the topic was re-created or offsets were reset: the task"
                  + " fails, writes them again (`replay`), or leaves out what is in the files"
                  + " (`journal`). A reset within the last 64 commits looks like a crash.");

  static final Option<Boolean> ALLOW_OTHER_HOST =
      SPEC.bool("journal.allow.other.host")
          .group(GUARANTEE)
          .defaultTo(false)
          .doc(
              "Whether a journal may be continued that another host wrote. Right only when all"
                  + " hosts see the same files.");

  static final Option<OnExternalChange> ON_EXTERNAL_CHANGE =
      SPEC.choice("on.external.change", OnExternalChange.class)
          .group(GUARANTEE)
          .defaultTo(OnExternalChange.APPEND)
          .doc(
              "What happens when somebody else renamed, cut or wrote a file, as logrotate does:"
                  + " go on at the end of what is at the path now (`append`), or fail.");

  static final Option<Fsync> FSYNC =
      SPEC.choice("fsync", Fsync.class)
          .group(WRITING)
          .defaultTo(Fsync.COMMIT)
          .doc(
              "When files are made to survive a power failure: before offsets are committed, or"
                  + " whenever the operating system likes.");

  static final Option<Duration> FLUSH_INTERVAL =
      SPEC.millis("flush.interval.ms")
          .group(WRITING)
          .between(Duration.ZERO, Duration.ofMinutes(10))
          .defaultTo(Duration.ofSeconds(1))
          .doc("How long records may wait in memory before readers of the file see them.");

  static final Option<Integer> BUFFER_BYTES =
      SPEC.integer("buffer.bytes")
          .group(WRITING)
          .between(1, 1 << 26)
          .defaultTo(256 * 1024)
          .doc("How many bytes are collected for one write to a file.");

  static final Option<Long> ROTATE_BYTES =
      SPEC.bytes("rotate.bytes")
          .group(WRITING)
          .check(value -> value == AppendRules.NEVER || value > 0, "-1 or at least 1")
          .defaultTo(AppendRules.NEVER)
          .doc(
              "A file that would become longer is renamed to its name, a dot and the next number;"
                  + " `-1` means never. Only a single record that is longer makes a longer file.");

  static final Option<Long> ROTATE_RECORDS =
      SPEC.bytes("rotate.records")
          .group(WRITING)
          .check(value -> value == AppendRules.NEVER || value > 0, "-1 or at least 1")
          .defaultTo(AppendRules.NEVER)
          .doc(
              "A file with so many records is renamed likewise; `-1` means never. Counted are the"
                  + " records the task, or with `exactly_once` the journal, knows of.");

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        BASE_DIR,
        s -> !s.get(PATH).literalDirectory().startsWith(baseDir(s)),
        "path must begin with it");
    SPEC.rule(
        PATH,
        s -> isExactlyOnce(s) && tasksMax(s) > 1 && !s.get(PATH).isByPartition(),
        "delivery.guarantee=exactly_once with tasks.max above 1 needs ${topic} and ${partition} in"
            + " the path, or tasks.max=1");
    SPEC.rule(
        PATH,
        s ->
            !isExactlyOnce(s)
                && tasksMax(s) > 1
                && !s.get(PATH).isByPartition()
                && !s.get(PATH).isByTask(),
        "with tasks.max above 1 two tasks would write the same file; put ${task}, or ${topic} and"
            + " ${partition}, into the path, or set tasks.max=1");
    SPEC.rule(
        PATH,
        s -> isExactlyOnce(s) && s.get(PATH).isByTask(),
        "delivery.guarantee=exactly_once cannot use ${task}: partitions move between tasks");
    SPEC.rule(
        FSYNC,
        s -> isExactlyOnce(s) && s.get(FSYNC) == Fsync.NEVER,
        "delivery.guarantee=exactly_once needs fsync=commit: what is not on the disk cannot be"
            + " promised");
  }

  private FileAppendConfig() {}

  static RecordBytes recordBytes(Settings settings) {
    return new RecordBytes(
        settings.get(FORMAT),
        settings.get(LINE_SEPARATOR).getBytes(StandardCharsets.UTF_8),
        settings.get(NULL_VALUES));
  }

  static AppendSetup setup(Settings settings, String connector, String host) {
    Path base = baseDir(settings);
    return new AppendSetup(
        base,
        new Permissions(settings.get(FILE_PERMISSIONS), settings.get(DIR_PERMISSIONS)),
        settings.get(JOURNAL_DIR).orElse(base),
        connector,
        host,
        settings.get(ALLOW_OTHER_HOST),
        isExactlyOnce(settings),
        settings.get(PATH).isByPartition(),
        rules(settings));
  }

  private static AppendRules rules(Settings settings) {
    boolean isRaw = settings.get(FORMAT) == RecordFormat.RAW;
    String separator = isRaw ? "" : settings.get(LINE_SEPARATOR);
    return new AppendRules(
        separator.getBytes(StandardCharsets.UTF_8),
        settings.get(BUFFER_BYTES),
        settings.get(FSYNC),
        settings.get(ROTATE_BYTES),
        settings.get(ROTATE_RECORDS),
        settings.get(MAX_OPEN_FILES),
        settings.get(ON_EXTERNAL_CHANGE),
        settings.get(ON_OFFSET_RESET));
  }

  static boolean isExactlyOnce(Settings settings) {
    return settings.get(DELIVERY_GUARANTEE) == DeliveryGuarantee.EXACTLY_ONCE;
  }

  static Path baseDir(Settings settings) {
    return settings.get(BASE_DIR).orElseGet(() -> settings.get(PATH).literalDirectory());
  }

  private static int tasksMax(Settings settings) {
    String given = settings.handedOn("tasks.max").getOrDefault("", "1");
    return given.matches("\\d{1,9}") ? Integer.parseInt(given) : 1;
  }

  private static Set<PosixFilePermission> permissions(String text) {
    try {
      return PosixFilePermissions.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be written as rw-r----- is", e);
    }
  }

  private static String unescaped(String text) {
    String separator = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    if (separator.isEmpty() || separator.length() > 16) {
      throw new IllegalArgumentException("must have 1 to 16 characters, with \\n, \\r and \\t");
    }
    return separator;
  }

  private static String escaped(String separator) {
    return separator.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
