package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.http.deliver.BatchFormat;
import io.millrace.connect.http.deliver.BatchRules;
import java.time.Duration;
import java.util.Optional;

/** How many records a request has, and how their bodies become one. */
final class BatchOptions extends OptionGroup {

  private static final String GROUP = "Batches";

  final Option<Integer> size =
      spec.integer("batch.size")
          .group(GROUP)
          .alias("batch.max.size")
          .between(1, 100_000)
          .defaultTo(1)
          .doc(
              "How many records a request has at most. They are of one partition, and have the"
                  + " same URL and headers.");

  final Option<Long> bytes =
      spec.bytes("batch.max.bytes")
          .group(GROUP)
          .atLeast(1L)
          .defaultTo(1024L * 1024)
          .doc("How many bytes the records of a batch have together; a larger one goes alone.");

  final Option<Duration> linger =
      spec.millis("batch.linger.ms")
          .group(GROUP)
          .between(Duration.ZERO, Duration.ofMinutes(5))
          .defaultTo(Duration.ZERO)
          .doc(
              "How long to wait for more records before a batch that is not full is sent. Even"
                  + " without, records gather while a request is on its way.");

  final Option<BatchStyle> format =
      spec.choice("batch.format", BatchStyle.class)
          .group(GROUP)
          .defaultTo(BatchStyle.JSON_ARRAY)
          .doc(
              "How bodies become one when `batch.size` is above 1: an array, lines (`ndjson`), or"
                  + " between `batch.prefix` and `batch.suffix`. Text goes into an array as it is"
                  + " unless the body format is `json`.");

  final Option<Optional<String>> prefix =
      affix("batch.prefix", "What stands before the first record of a `custom` batch.");

  final Option<Optional<String>> separator =
      affix(
          "batch.separator",
          "What stands between the records of a `custom` batch. The default is `\\n`.");

  final Option<Optional<String>> suffix =
      affix("batch.suffix", "What stands behind the last record of a `custom` batch.");

  final Option<Boolean> split =
      spec.bool("batch.split.on.error")
          .group(GROUP)
          .defaultTo(true)
          .doc(
              "Whether a batch that is refused is sent again in halves, until the records at fault"
                  + " are alone; else all its records are rejected.");

  BatchOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        format,
        s ->
            s.get(format) != BatchStyle.CUSTOM
                && (s.isGiven(prefix) || s.isGiven(separator) || s.isGiven(suffix)),
        "batch.prefix, batch.separator and batch.suffix need batch.format=custom");
  }

  /** Whether a request may have several records. */
  boolean areUsed(Settings settings) {
    return settings.get(size) > 1;
  }

  boolean areLines(Settings settings) {
    return areUsed(settings) && settings.get(format) == BatchStyle.NDJSON;
  }

  BatchRules rules(Settings settings, boolean isCompressed, Optional<String> idempotencyHeader) {
    return new BatchRules(
        settings.get(size),
        settings.get(bytes),
        settings.get(linger),
        format(settings),
        settings.get(split),
        isCompressed,
        idempotencyHeader);
  }

  BatchFormat format(Settings settings) {
    if (!areUsed(settings)) {
      return BatchFormat.single();
    }
    return switch (settings.get(format)) {
      case JSON_ARRAY -> BatchFormat.jsonArray();
      case NDJSON -> BatchFormat.ndjson();
      case CUSTOM ->
          BatchFormat.custom(
              settings.get(prefix).orElse(""),
              settings.get(separator).orElse("\n"),
              settings.get(suffix).orElse(""));
    };
  }

  private Option<Optional<String>> affix(String key, String doc) {
    return spec.parsed(
            key, BatchOptions::unescaped, BatchOptions::escaped, "text with \\n, \\r, \\t")
        .group(GROUP)
        .optional()
        .doc(doc);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
  }

  private static String escaped(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
