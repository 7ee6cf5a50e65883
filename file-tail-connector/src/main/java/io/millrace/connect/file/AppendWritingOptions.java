package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.file.append.Compression;
import io.millrace.connect.file.append.Fsync;
import java.time.Duration;

/** When bytes go to the disk. */
final class AppendWritingOptions extends OptionGroup {

  private static final String GROUP = "Writing";

  final Option<Fsync> fsync =
      spec.choice("fsync", Fsync.class)
          .group(GROUP)
          .defaultTo(Fsync.COMMIT)
          .doc(
              "When files are made to survive a power failure: before offsets are committed, or"
                  + " whenever the operating system likes.");
  final Option<Duration> flushInterval =
      spec.millis("flush.interval.ms")
          .group(GROUP)
          .between(Duration.ZERO, Duration.ofMinutes(10))
          .defaultTo(Duration.ofSeconds(1))
          .doc("How long records may wait in memory before readers of the file see them.");
  final Option<Integer> bufferBytes =
      spec.integer("buffer.bytes")
          .group(GROUP)
          .between(1, 1 << 26)
          .defaultTo(256 * 1024)
          .doc("How many bytes are collected for one write to a file.");
  final Option<Compression> compression =
      spec.choice("compression", Compression.class)
          .group(GROUP)
          .defaultTo(Compression.NONE)
          .doc(
              "With `gzip` every write is a gzip member of its own, as `zcat` and every library read"
                  + " them one after the other: a file is cut after a crash where a member ends."
                  + " Give `path` a name that ends with `.gz`; numbers of rotated files then come"
                  + " before that. Longer `flush.interval.ms` and larger `buffer.bytes` make files"
                  + " smaller. `rotate.bytes` counts compressed bytes, and uncompressed those still"
                  + " in memory. A file that was there before, or that a crash has left with"
                  + " `at_least_once`, is renamed like a rotated one instead of being continued.");

  AppendWritingOptions(ConfigSpec spec) {
    super(spec);
  }
}
