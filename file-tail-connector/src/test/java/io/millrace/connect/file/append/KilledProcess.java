package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * A process that appends the records of a topic until it has reached a number or one of its disks
 * ends it; it begins where the process before has committed its offset.
 */
final class KilledProcess {

  static final SourcePartition PARTITION = new SourcePartition("orders", 0);
  private static final int RECORDS_PER_COMMIT = 40;

  private KilledProcess() {}

  /** Arguments: directory, compression, data or journal, point, times, how far. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    var fuse =
        new HaltingDisk.Fuse(
            HaltingDisk.Point.valueOf(arguments[3]), Integer.parseInt(arguments[4]));
    AppendDisk plain = new LocalAppendDisk(directory, Permissions.DEFAULTS);
    AppendDisk halting = new HaltingDisk(plain, fuse);
    boolean isInData = arguments[2].equals("data");
    var appender =
        FileAppender.on(
            setup(directory, Compression.valueOf(arguments[1])),
            isInData ? halting : plain,
            isInData ? plain : halting,
            System::currentTimeMillis,
            AppendCounters.unread());
    try (appender) {
      run(appender, directory, Long.parseLong(arguments[5]));
    }
  }

  static AppendSetup setup(Path directory, Compression compression) {
    int never = RotationRules.NEVER;
    var rotation = new RotationRules(never, 70, never, 3_600_000, ".part", never, never);
    return new AppendSetup(
        directory,
        Permissions.DEFAULTS,
        directory,
        Duration.ofMinutes(1),
        "killed",
        "here",
        false,
        true,
        true,
        AppendRig.rules(128, compression, 10, rotation));
  }

  static Path live(Path directory) {
    return directory.resolve("orders.log.part");
  }

  static long committed(Path directory) throws IOException {
    Path offset = directory.resolve("offset");
    return Files.exists(offset) ? Long.parseLong(Files.readString(offset)) : 0;
  }

  private static void run(FileAppender appender, Path directory, long end) throws IOException {
    for (long offset = committed(directory); offset < end; offset++) {
      var origin = new Origin(PARTITION, offset);
      if (appender.awaits(origin)) {
        byte[] line = AppendRig.line(PARTITION, offset).getBytes(StandardCharsets.UTF_8);
        appender.append(origin, live(directory), line);
      }
      if (offset % RECORDS_PER_COMMIT == RECORDS_PER_COMMIT - 1 || offset == end - 1) {
        commit(appender.commit(Map.of(PARTITION, offset + 1)), directory);
      }
    }
  }

  private static void commit(Map<SourcePartition, Long> stored, Path directory) throws IOException {
    Long offset = stored.get(PARTITION);
    if (offset != null) {
      Path written = Files.writeString(directory.resolve("offset.new"), offset.toString());
      Files.move(written, directory.resolve("offset"), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
