package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A worker around an appender: delivers the records of topics in order, asks what may be committed,
 * and after a crash begins again at what Kafka has.
 */
final class AppendRig {

  static final Path BASE = Path.of("/out");
  static final Path JOURNALS = Path.of("/journal");

  final CrashDisk disk;
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
        BASE, Permissions.DEFAULTS, JOURNALS, "c", "host-1", false, true, isByPartition, rules);
  }

  static AppendSetup atLeastOnce(AppendRules rules) {
    return new AppendSetup(
        BASE, Permissions.DEFAULTS, JOURNALS, "c", "host-1", false, false, false, rules);
  }

  static AppendRules rules(int bufferBytes, long rotateBytes, int maxOpenFiles) {
    return new AppendRules(
        "\n".getBytes(StandardCharsets.UTF_8),
        bufferBytes,
        Fsync.COMMIT,
        rotateBytes,
        AppendRules.NEVER,
        maxOpenFiles,
        OnExternalChange.APPEND,
        OnOffsetReset.FAIL);
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
      appender().writeOut();
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
      appender = FileAppender.on(setup, disk, disk);
    }
    return appender;
  }

  /** What all files of a path have, oldest first. */
  String contentOf(Path live) {
    List<Path> files = new ArrayList<>(disk.paths());
    files.removeIf(path -> !path.equals(live) && !path.toString().startsWith(live + "."));
    files.sort(Comparator.comparingLong(path -> number(path, live)));
    var content = new StringBuilder();
    files.forEach(path -> content.append(disk.content(path)));
    return content.toString();
  }

  private static long number(Path path, Path live) {
    return path.equals(live)
        ? Long.MAX_VALUE
        : Long.parseLong(path.toString().substring(live.toString().length() + 1));
  }

  private void begin() {
    appender = null;
    delivered.clear();
    delivered.putAll(committed);
  }
}
