package io.millrace.connect.file.append;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** Appends the records of a task to files. */
public final class FileAppender implements AutoCloseable {

  private static final int LONGEST_NAME = 200;

  private final AppendSetup setup;
  private final Function<String, FileGroup> groups;
  private final Map<String, FileGroup> open = new LinkedHashMap<>();

  FileAppender(AppendSetup setup, Function<String, FileGroup> groups) {
    this.setup = setup;
    this.groups = groups;
  }

  public static FileAppender of(AppendSetup setup) {
    var disk = new LocalAppendDisk(setup.baseDir(), setup.permissions());
    var journals = new LocalAppendDisk(setup.journalDir(), Permissions.DEFAULTS);
    return on(setup, disk, journals);
  }

  static FileAppender on(AppendSetup setup, AppendDisk disk, AppendDisk journals) {
    return new FileAppender(
        setup,
        name -> new FileGroup(disk, journal(setup, journals, name), setup.rules(), setup.host()));
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
  }

  /** Hands to the operating system what is buffered. */
  public void writeOut() {
    open.values().forEach(FileGroup::writeOut);
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
    return committable;
  }

  /** Lets go of the files of partitions this task no longer has. */
  public void release(Collection<SourcePartition> partitions) {
    if (setup.isByPartition()) {
      for (SourcePartition partition : partitions) {
        FileGroup group = open.remove(name(partition));
        if (group != null) {
          group.close();
        }
      }
    }
  }

  @Override
  public void close() {
    open.values().forEach(FileGroup::close);
    open.clear();
  }

  private FileGroup group(SourcePartition partition) {
    return open.computeIfAbsent(name(partition), groups);
  }

  private String name(SourcePartition partition) {
    return setup.isByPartition() ? partition.toString() : "all";
  }

  private static Journal journal(AppendSetup setup, AppendDisk journals, String name) {
    if (!setup.isExactlyOnce()) {
      return Journal.none();
    }
    Path path =
        setup.journalDir().resolve("." + shortened(setup.owner() + "." + name) + ".journal");
    return new JournalFile(journals, path, setup.host(), setup.isOtherHostAllowed());
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
