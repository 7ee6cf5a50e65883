package io.millrace.connect.file.append;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Appends the records of a task to files. */
public final class FileAppender implements AutoCloseable {

  private static final int LONGEST_NAME = 200;
  private static final long NEVER = -1;

  private final AppendSetup setup;
  private final Function<String, FileGroup> groups;
  private final LongSupplier clock;
  private final Map<String, FileGroup> open = new LinkedHashMap<>();
  private @Nullable SourcePartition lastPartition;
  private @Nullable FileGroup lastGroup;
  private volatile long uncommittedSince = NEVER;

  private FileAppender(AppendSetup setup, LongSupplier clock, Function<String, FileGroup> groups) {
    this.setup = setup;
    this.clock = clock;
    this.groups = groups;
  }

  /**
   * An appender on the machine's disk.
   *
   * @param clock milliseconds since 1970
   */
  public static FileAppender of(AppendSetup setup, LongSupplier clock, AppendCounters counters) {
    var disk = new LocalAppendDisk(setup.baseDir(), setup.permissions());
    var journals = new LocalAppendDisk(setup.journalDir(), Permissions.DEFAULTS);
    return on(setup, disk, journals, clock, counters);
  }

  static FileAppender on(
      AppendSetup setup,
      AppendDisk disk,
      AppendDisk journals,
      LongSupplier clock,
      AppendCounters counters) {
    return new FileAppender(
        setup,
        clock,
        name -> new FileGroup(disk, journal(setup, journals, name, clock), setup, clock, counters));
  }

  /** Whether a record was not taken yet, by this task or an earlier one. */
  public boolean awaits(Origin origin) {
    return group(origin.partition()).awaits(origin);
  }

  /** Goes past a record that leaves nothing in a file. */
  public void skip(Origin origin) {
    group(origin.partition()).skip(origin);
  }

  /** Takes a record that is awaited. */
  public void append(Origin origin, Path path, byte[] record) {
    group(origin.partition()).append(origin, path, record);
    if (uncommittedSince == NEVER) {
      uncommittedSince = clock.getAsLong();
    }
  }

  /** A delivery is complete: only one of which this is not said comes again. */
  public void delivered() {
    open.values().forEach(FileGroup::delivered);
  }

  /** Hands to the operating system what is buffered, and does what is due by time. */
  public void passTime() {
    open.values().forEach(FileGroup::passTime);
  }

  /** Commits everything; returns how far each partition is stored. */
  public Map<SourcePartition, Long> commit(Map<SourcePartition, Long> consumed) {
    Map<String, Map<SourcePartition, Long>> byGroup = new LinkedHashMap<>();
    consumed.forEach(
        (partition, offset) ->
            byGroup.computeIfAbsent(name(partition), n -> new HashMap<>()).put(partition, offset));
    Map<SourcePartition, Long> committable = new HashMap<>();
    byGroup.forEach(
        (name, offsets) -> {
          FileGroup group = open.get(name);
          committable.putAll(group == null ? offsets : group.commit(offsets));
        });
    forgetAgeIfCommitted();
    return committable;
  }

  /** How old the oldest record is that is not committed; safe for any thread. */
  public long uncommittedAgeMs() {
    long since = uncommittedSince;
    return since == NEVER ? 0 : Math.max(0, clock.getAsLong() - since);
  }

  /** Lets go of the files of partitions this task no longer has. */
  public void release(Collection<SourcePartition> partitions) {
    if (!setup.isByPartition()) {
      open.values().forEach(group -> group.release(partitions));
    } else {
      lastGroup = null;
      for (SourcePartition partition : partitions) {
        FileGroup group = open.remove(name(partition));
        if (group != null) {
          group.close();
        }
      }
      forgetAgeIfCommitted();
    }
  }

  @Override
  public void close() {
    open.values().forEach(FileGroup::close);
    open.clear();
    lastGroup = null;
  }

  private void forgetAgeIfCommitted() {
    if (open.values().stream().noneMatch(FileGroup::hasUncommitted)) {
      uncommittedSince = NEVER;
    }
  }

  // Records come in runs of a partition, and putting its name together costs more than the rest.
  private FileGroup group(SourcePartition partition) {
    FileGroup known = lastGroup;
    if (known == null || !partition.equals(lastPartition)) {
      known = open.computeIfAbsent(name(partition), groups);
      lastGroup = known;
      lastPartition = partition;
    }
    return known;
  }

  private String name(SourcePartition partition) {
    return setup.isByPartition() ? partition.toString() : "all";
  }

  private static Journal journal(
      AppendSetup setup, AppendDisk journals, String name, LongSupplier clock) {
    if (!setup.isExactlyOnce()) {
      return Journal.none();
    }
    Path path =
        setup.journalDir().resolve("." + shortened(setup.owner() + "." + name) + ".journal");
    return new JournalFile(journals, path, setup, clock);
  }

  // Topics may be as long as file names may be.
  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    var crc = new CRC32C();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, LONGEST_NAME) + "~%08x".formatted(crc.getValue());
  }
}
