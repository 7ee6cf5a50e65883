package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.file.mapping.FileOrigin;
import io.millrace.connect.file.mapping.LineFormat;
import io.millrace.connect.file.mapping.LineHeader;
import io.millrace.connect.file.mapping.RecordKey;
import io.millrace.connect.file.mapping.RecordTime;
import io.millrace.connect.file.mapping.TopicTemplate;
import io.millrace.connect.file.tail.Compression;
import io.millrace.connect.file.tail.LineRules;
import io.millrace.connect.file.tail.PathGlob;
import io.millrace.connect.file.tail.StartPosition;
import io.millrace.connect.file.tail.TailRules;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options of the file source. */
final class FileTailConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "file-tail-source", "File tail source");

  private static final String FILES = "Files";
  private static final String ROTATION = "Rotation";
  private static final String RECORDS = "Records";
  private static final String BATCHING = "Batching";
  private static final String BYTE_ARRAY_CONVERTER = "ByteArrayConverter";

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

  static final Option<Integer> MAX_OPEN_FILES =
      SPEC.integer("max.open.files")
          .group(FILES)
          .atLeast(1)
          .defaultTo(512)
          .doc(
              "How many files a task keeps open; beyond that the ones idle for longest are closed"
                  + " and opened again when they grow.");

  static final Option<Duration> IDLE_BACKOFF_MAX =
      SPEC.millis("idle.backoff.max.ms")
          .group(FILES)
          .between(Duration.ofMillis(1), Duration.ofSeconds(10))
          .defaultTo(Duration.ofSeconds(1))
          .doc("The longest time between two looks at a file that does not grow.");

  static final LineOptions LINES = new LineOptions(SPEC);
  static final MultilineOptions MULTILINE = new MultilineOptions(SPEC);

  static final Option<Pattern> ROTATION_PATTERN =
      SPEC.regex("rotation.pattern")
          .group(ROTATION)
          .defaultTo(
              Pattern.compile(
                  "(\\.\\d+|[-.]\\d{4}-?\\d{2}-?\\d{2}([-T_.]?\\d+)*)(\\.(gz|bz2|xz|zst|Z|zip))?"))
          .doc(
              "What follows the name of a file after it was rotated, as a regular expression."
                  + " Such files belong to the live one: what was not read of them yet is read"
                  + " first, whether `paths` matches them or not. A file with such a name is one of"
                  + " its own where `paths` does not match the live name (`/in/orders.*` does not"
                  + " match `/in/orders`), or where no live file was ever there, unless a number of"
                  + " up to three digits is all that follows.");

  static final Option<Compression> COMPRESSION =
      SPEC.choice("compression", Compression.class)
          .group(ROTATION)
          .defaultTo(Compression.AUTO)
          .doc(
              "Which compressed files are read: `auto` reads files whose names end in `.gz`, a"
                  + " rotated one at the position in its plain content where it was left before it"
                  + " was compressed; `none` reads none. Their lines have the path without `.gz`,"
                  + " and `on.complete` leaves them alone. One that is incomplete is"
                  + " waited for as long as it grows and for `rotate.wait.ms`; a damaged one is"
                  + " left out, with a warning and in the metric `files-damaged-total`.");

  static final Option<Integer> ROTATION_MAX_GENERATIONS =
      SPEC.integer("rotation.max.generations")
          .group(ROTATION)
          .between(1, 256)
          .defaultTo(16)
          .doc("How many rotated files of a path are looked at, and remembered in its offset.");

  static final Option<Duration> ROTATE_WAIT =
      SPEC.millis("rotate.wait.ms")
          .group(ROTATION)
          .atLeast(Duration.ZERO)
          .defaultTo(Duration.ofSeconds(5))
          .doc(
              "How long a renamed or deleted file must have been quiet before it counts as"
                  + " complete. Only then its last line is delivered if that has no line end, and"
                  + " the next file is begun.");

  static final CompletionOptions COMPLETION = new CompletionOptions(SPEC);

  static final Option<TopicTemplate> TOPIC =
      SPEC.parsed(
              "topic",
              TopicTemplate::parse,
              TopicTemplate::toString,
              "a topic name, with ${name}, ${dir} and ${ext}")
          .group(RECORDS)
          .alias("kafka.topic")
          .required()
          .doc(
              "The topic the lines go to. `${name}` is the name of their file, `${dir}` that of its"
                  + " directory, `${ext}` what follows the last dot of the name, or all of it if it"
                  + " has none; characters that no topic may have become underscores.");

  static final Option<ValueFormat> VALUE_FORMAT =
      SPEC.choice("value.format", ValueFormat.class)
          .group(RECORDS)
          .defaultTo(ValueFormat.AUTO)
          .doc(
              "What the value of a record is: the line as text (`string`) or unchanged (`bytes`)."
                  + " `auto` is bytes when the connector's own `value.converter` is the"
                  + " ByteArrayConverter, which is the fastest way, and text otherwise.");

  static final Option<RecordKey> RECORD_KEY =
      SPEC.choice("record.key", RecordKey.class)
          .group(RECORDS)
          .defaultTo(RecordKey.PATH)
          .doc(
              "The key of a record: the path of its file or only the name, which keeps the lines"
                  + " of a file in order in a topic with many partitions, or none.");

  static final Option<RecordTime> RECORD_TIMESTAMP =
      SPEC.choice("record.timestamp", RecordTime.class)
          .group(RECORDS)
          .defaultTo(RecordTime.NONE)
          .doc(
              "The timestamp of a record: that of the producer (`none`), when the line was read"
                  + " (`now`), or when the file of this name was last changed before (`mtime`)."
                  + " All lines of a file that one poll takes have the same.");

  static final Option<List<String>> HEADERS_INCLUDE =
      SPEC.list("headers.include")
          .group(RECORDS)
          .check(
              headers -> LineHeader.words().containsAll(headers),
              "a list of " + String.join(", ", LineHeader.words()))
          .defaultTo(List.of())
          .doc(
              "Headers every record gets, named with the prefix `millrace.`: `file.path`,"
                  + " `file.name`, `file.offset` (the byte position after the line), `file.line`"
                  + " (its number, from 1) and `file.host` (the name of the machine). Headers cost"
                  + " throughput.");

  static final Option<Integer> BATCH_SIZE =
      SPEC.integer("batch.size")
          .group(BATCHING)
          .alias("poll.max.records")
          .atLeast(1)
          .defaultTo(5000)
          .doc("How many records one poll returns at most.");

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
    SPEC.rule(
        VALUE_FORMAT,
        s -> s.get(VALUE_FORMAT) == ValueFormat.BYTES && converter(s).endsWith("StringConverter"),
        "value.converter is StringConverter, which would write \"[B@...\"; use"
            + " ByteArrayConverter or value.format=string");
    SPEC.rule(
        VALUE_FORMAT,
        s ->
            s.get(VALUE_FORMAT) == ValueFormat.STRING
                && converter(s).endsWith(BYTE_ARRAY_CONVERTER),
        "value.converter is ByteArrayConverter, which takes no text; use StringConverter or"
            + " value.format=bytes");
  }

  private FileTailConfig() {}

  static TailRules tailRules(Settings settings) {
    return new TailRules(
        settings.get(START_POSITION),
        settings.get(IGNORE_OLDER),
        settings.get(ROTATION_PATTERN),
        settings.get(COMPRESSION),
        settings.get(ROTATION_MAX_GENERATIONS),
        settings.get(ROTATE_WAIT),
        settings.get(SCAN_INTERVAL),
        settings.get(IDLE_BACKOFF_MAX),
        settings.get(MAX_OPEN_FILES));
  }

  static LineRules lineRules(Settings settings) {
    Charset charset = settings.get(LINES.charset);
    return LINES.rules(settings, MULTILINE.rules(settings, charset));
  }

  static LineFormat lineFormat(Settings settings, Clock clock) {
    return new LineFormat(
        settings.get(TOPIC),
        origin(settings),
        isText(settings),
        settings.get(LINES.charset),
        settings.get(LINES.charsetError),
        settings.get(RECORD_KEY),
        settings.get(RECORD_TIMESTAMP),
        clock,
        settings.get(HEADERS_INCLUDE).stream().map(LineHeader::of).toList());
  }

  static FileOrigin origin(Settings settings) {
    return new FileOrigin(Hostname.ofThisMachine().text(), settings.get(OFFSET_INCLUDE_HOST));
  }

  private static boolean isText(Settings settings) {
    return switch (settings.get(VALUE_FORMAT)) {
      case STRING -> true;
      case BYTES -> false;
      case AUTO -> !converter(settings).endsWith(BYTE_ARRAY_CONVERTER);
    };
  }

  private static String converter(Settings settings) {
    Map<String, String> configured = settings.handedOn("value.converter");
    return configured.getOrDefault("", "");
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
