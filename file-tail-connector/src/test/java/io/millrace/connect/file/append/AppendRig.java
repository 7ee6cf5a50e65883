package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A worker around an appender: delivers the records of topics in order, asks what may be committed,
 * and after a crash begins again at what Kafka has.
 */
final class AppendRig {

  static final Path BASE = Path.of("/out");
  static final Path JOURNALS = Path.of("/journal");
  private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);

  final CrashDisk disk;
  final ManualClock clock = new ManualClock(Instant.ofEpochMilli(1_000_000));
  final AppendCounters counters = AppendCounters.unread();
  private final AppendSetup setup;
  private final BiFunction<SourcePartition, Long, Path> paths;
  private final Map<SourcePartition, Long> delivered = new HashMap<>();
  private final Map<SourcePartition, Long> committed = new HashMap<>();
  private @Nullable FileAppender appender;

  AppendRig(CrashDisk disk, AppendSetup setup, BiFunction<SourcePartition, Long, Path> paths) {
    this.disk = disk;
    this.setup = setup;
    this.paths = paths;
  }

  static AppendSetup exactlyOnce(boolean isByPartition, AppendRules rules) {
    return new AppendSetup(
        BASE,
        Permissions.DEFAULTS,
        JOURNALS,
        LOCK_TIMEOUT,
        "c",
        "host-1",
        false,
        true,
        isByPartition,
        rules);
  }

  static AppendSetup atLeastOnce(AppendRules rules) {
    return new AppendSetup(
        BASE,
        Permissions.DEFAULTS,
        JOURNALS,
        LOCK_TIMEOUT,
        "c",
        "host-1",
        false,
        false,
        false,
        rules);
  }

  static AppendRules rules(int bufferBytes, long rotateBytes, int maxOpenFiles) {
    return rules(bufferBytes, Compression.NONE, maxOpenFiles, rotation(rotateBytes));
  }

  static AppendRules rules(
      int bufferBytes, Compression compression, int maxOpenFiles, RotationRules rotation) {
    return new AppendRules(
        "\n".getBytes(StandardCharsets.UTF_8),
        bufferBytes,
        Fsync.COMMIT,
        compression,
        maxOpenFiles,
        30_000,
        OnExternalChange.APPEND,
        OnOffsetReset.FAIL,
        rotation);
  }

  static RotationRules rotation(long bytes) {
    int never = RotationRules.NEVER;
    return new RotationRules(bytes, never, never, never, "", never, never);
  }

  static String line(SourcePartition partition, long offset) {
    return partition + "@" + offset + "\n";
  }

  long delivered(SourcePartition partition) {
    return delivered.getOrDefault(partition, 0L);
  }

  /** Delivers the next records, again and again while the disk is in trouble. */
  void put(SourcePartition partition, int count) {
    long first = delivered(partition);
    while (!delivers(partition, first, count)) {
      disk.heal();
    }
    delivered.put(partition, first + count);
  }

  private boolean delivers(SourcePartition partition, long first, int count) {
    try {
      for (long offset = first; offset < first + count; offset++) {
        var origin = new Origin(partition, offset);
        if (appender().awaits(origin)) {
          byte[] record = line(partition, offset).getBytes(StandardCharsets.UTF_8);
          appender().append(origin, paths.apply(partition, offset), record);
        }
      }
      appender().delivered();
      return true;
    } catch (DeliveryException e) {
      if (e.kind() == FailureKind.FATAL) {
        throw e;
      }
      return false;
    }
  }

  void writeOut() {
    try {
      appender().passTime();
    } catch (DeliveryException e) {
      if (e.kind() == FailureKind.FATAL) {
        throw e;
      }
      disk.heal(); // what is buffered stays so
    }
  }

  /** What the appender says is stored; Kafka may lose it. */
  Map<SourcePartition, Long> commit(boolean isKeptByKafka) {
    Map<SourcePartition, Long> stored = appender().commit(Map.copyOf(delivered));
    if (isKeptByKafka) {
      committed.putAll(stored);
    }
    return stored;
  }

  /** A new process begins where Kafka's offsets are. */
  void restart() {
    disk.crash();
    begin();
  }

  /** The task is stopped without a commit and started again in the same process. */
  void restartTask() {
    appender().close();
    begin();
  }

  /** Forgets what Kafka has. */
  void resetOffsets() {
    committed.clear();
  }

  FileAppender appender() {
    if (appender == null) {
      appender = FileAppender.on(setup, disk, disk, clock::millis, counters);
    }
    return appender;
  }

  /** What all files of a path have, oldest first. */
  String contentOf(Path live) {
    try {
      List<Path> files =
          new ArrayList<>(new SealedNames(disk, setup.rules()).sealed(live).values());
      files.add(live);
      files.retainAll(disk.paths());
      var content = new StringBuilder();
      for (Path file : files) {
        content.append(textOf(file));
      }
      return content.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String textOf(Path file) throws IOException {
    if (setup.rules().compression() == Compression.NONE || disk.bytes(file).length == 0) {
      return disk.content(file);
    }
    try (var members = new GZIPInputStream(new ByteArrayInputStream(disk.bytes(file)))) {
      return new String(members.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void begin() {
    appender = null;
    delivered.clear();
    delivered.putAll(committed);
  }
}
