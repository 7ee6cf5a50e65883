package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.file.mapping.FileOrigin;
import io.millrace.connect.file.mapping.LineFormat;
import io.millrace.connect.file.tail.LineRules;
import io.millrace.connect.file.tail.PathGlob;
import io.millrace.connect.file.tail.ReadOrder;
import io.millrace.connect.file.tail.StartPosition;
import io.millrace.connect.file.tail.TailRules;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options of the file source. */
final class FileTailConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "file-tail-source", "File tail source");

  private static final String FILES = "Files";
  private static final String BATCHING = "Batching";

  /** A path takes 2 to 3 KB. */
  private static final int MOST_REMEMBERED = 10_000;

  static final Option<List<PathGlob>> PATHS =
      SPEC.parsed("paths", FileTailConfig::globs, FileTailConfig::text, "absolute path patterns")
          .group(FILES)
          .alias("file")
          .required()
          .doc(
              "Which files are followed: absolute paths, separated by commas, with the wildcards"
                  + " `*`, `?`, `[abc]` and `{a,b}`, and `**` for any number of directories."
                  + " Files may appear later. A file with several matching names, such as a hard"
                  + " link or a renamed file, is read under one of them; with several tasks and"
                  + " after restarts this is sure only for names that `rotation.pattern` knows.");

  static final Option<Optional<List<PathGlob>>> PATHS_EXCLUDE =
      SPEC.parsed(
              "paths.exclude",
              FileTailConfig::globs,
              FileTailConfig::text,
              "absolute path patterns")
          .group(FILES)
          .optional()
          .doc("Which of those files are not followed: absolute paths with the same wildcards.");

  static final Option<Duration> SCAN_INTERVAL =
      SPEC.millis("scan.interval.ms")
          .group(FILES)
          .atLeast(Duration.ofMillis(50))
          .defaultTo(Duration.ofSeconds(1))
          .doc("How often new and rotated files are looked for.");

  static final Option<List<String>> HOST_FILTER =
      SPEC.list("host.filter")
          .group(FILES)
          .defaultTo(List.of())
          .doc(
              "The names of the machines that have the files, with or without domain; any if it is"
                  + " empty. On another one a task reads nothing, says so in the log and sets the"
                  + " metric `host-is-right` to 0. Connect decides where tasks run: restart the"
                  + " connector to have them placed anew.");

  static final Option<Boolean> OFFSET_INCLUDE_HOST =
      SPEC.bool("offset.include.host")
          .group(FILES)
          .defaultTo(false)
          .doc(
              "Whether offsets belong to the machine too, for tasks that may move between machines"
                  + " whose files have the same paths and different contents. A change makes every"
                  + " file one without a stored offset.");

  static final Option<StartPosition> START_POSITION =
      SPEC.choice("start.position", StartPosition.class)
          .group(FILES)
          .defaultTo(StartPosition.BEGINNING)
          .doc(
              "Where a file without a stored offset is begun that is there when the task starts."
                  + " Files that appear later are always read from their beginning.");

  static final Option<Optional<Duration>> IGNORE_OLDER =
      SPEC.millis("ignore.older.ms")
          .group(FILES)
          .atLeast(Duration.ofMillis(1))
          .optional()
          .doc(
              "A file without a stored offset that has not changed for so long is begun at its end:"
                  + " of what it holds nothing is read, of what is written to it later everything.");

  static final Option<ReadOrder> READ_ORDER =
      SPEC.choice("read.order", ReadOrder.class)
          .group(FILES)
          .defaultTo(ReadOrder.FAIR)
          .doc(
              "Which of the files that have something to read comes first: each in turn (`fair`),"
                  + " or the one that had not been changed for longest when it was found, until its"
                  + " end is reached (`oldest_first`).");

  static final Option<Integer> MAX_OPEN_FILES =
      SPEC.integer("max.open.files")
          .group(FILES)
          .atLeast(1)
          .defaultTo(512)
          .doc(
              "How many files a task keeps open; beyond that the ones idle for longest are closed"
                  + " and opened again when they grow.");

  static final Option<Optional<Duration>> CLOSE_INACTIVE =
      SPEC.millis("close.inactive.ms")
          .group(FILES)
          .atLeast(Duration.ofSeconds(1))
          .optional()
          .doc(
              "A file of which nothing was read for so long is closed, and opened again when it"
                  + " grows. Without it files stay open within `max.open.files`, which is safer:"
                  + " what is written to an open file is read even if it is deleted at once.");

  static final Option<Duration> IDLE_BACKOFF_MAX =
      SPEC.millis("idle.backoff.max.ms")
          .group(FILES)
          .between(Duration.ofMillis(1), Duration.ofSeconds(10))
          .defaultTo(Duration.ofSeconds(1))
          .doc("The longest time between two looks at a file that does not grow.");

  static final LineOptions LINES = new LineOptions(SPEC);
  static final MultilineOptions MULTILINE = new MultilineOptions(SPEC);

  static final RotationOptions ROTATION = new RotationOptions(SPEC);
  static final CompletionOptions COMPLETION = new CompletionOptions(SPEC);
  static final TailRecordOptions RECORDS = new TailRecordOptions(SPEC);

  static final Option<Integer> BATCH_SIZE =
      SPEC.integer("batch.size")
          .group(BATCHING)
          .alias("poll.max.records")
          .atLeast(1)
          .defaultTo(20_000)
          .doc(
              "How many records one poll returns at most. Exactly-once workers end a transaction"
                  + " with each poll, so that few large ones cost less.");

  static final Option<Long> BATCH_MAX_BYTES =
      SPEC.bytes("batch.max.bytes")
          .group(BATCHING)
          .alias("poll.max.bytes")
          .atLeast(1L)
          .defaultTo(4L * 1024 * 1024)
          .doc("A poll returns when its lines have this many bytes.");

  static final Option<Long> TRANSACTION_MAX_BYTES =
      SPEC.bytes("transaction.max.bytes")
          .group(BATCHING)
          .atLeast(1L)
          .defaultTo(2L * 1024 * 1024)
          .doc(
              "With `transaction.boundary=connector` on a worker with exactly-once source support:"
                  + " a transaction ends when its lines have this many bytes. The worker keeps the"
                  + " records of a transaction in memory until then.");

  static final Option<Duration> TRANSACTION_MAX =
      SPEC.millis("transaction.max.ms")
          .group(BATCHING)
          .between(Duration.ofMillis(1), Duration.ofSeconds(30))
          .defaultTo(Duration.ofSeconds(1))
          .doc(
              "With `transaction.boundary=connector`: a transaction ends with the first poll after"
                  + " this time, and at once when there is nothing more to read. It must stay"
                  + " below the producer's `transaction.timeout.ms` (60000 unless overridden)."
                  + " A pause while much is waiting leaves a transaction open, which the broker"
                  + " aborts after that time: stop the connector for long breaks instead, or"
                  + " restart the task afterwards; nothing is lost or doubled.");

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    LINES.declareRules();
    COMPLETION.declareRules();
    RECORDS.declareRules();
  }

  private FileTailConfig() {}

  static TailRules tailRules(Settings settings) {
    return new TailRules(
        settings.get(START_POSITION),
        settings.get(IGNORE_OLDER),
        settings.get(READ_ORDER),
        ROTATION.rules(settings),
        settings.get(SCAN_INTERVAL),
        settings.get(IDLE_BACKOFF_MAX),
        settings.get(MAX_OPEN_FILES),
        settings.get(CLOSE_INACTIVE),
        MOST_REMEMBERED);
  }

  static LineRules lineRules(Settings settings) {
    Charset charset = settings.get(LINES.charset);
    return LINES.rules(settings, MULTILINE.rules(settings, charset));
  }

  static LineFormat lineFormat(Settings settings, Clock clock) {
    return RECORDS.format(settings, origin(settings), LINES, COMPLETION, clock);
  }

  static FileOrigin origin(Settings settings) {
    return new FileOrigin(Hostname.ofThisMachine().text(), settings.get(OFFSET_INCLUDE_HOST));
  }

  private static List<PathGlob> globs(String text) {
    List<PathGlob> globs =
        Arrays.stream(text.split(",(?![^{]*})"))
            .map(String::strip)
            .filter(glob -> !glob.isEmpty())
            .map(PathGlob::of)
            .toList();
    if (globs.isEmpty()) {
      throw new IllegalArgumentException(
          "at least one path or glob is required, e.g. /var/log/app/*.log");
    }
    return globs;
  }

  private static String text(List<PathGlob> globs) {
    return String.join(",", globs.stream().map(PathGlob::toString).toList());
  }
}
