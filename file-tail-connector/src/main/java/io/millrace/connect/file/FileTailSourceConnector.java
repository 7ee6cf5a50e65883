package io.millrace.connect.file;

import io.millrace.connect.common.task.SpecSourceConnector;
import io.millrace.connect.file.mapping.FilePartition;
import io.millrace.connect.file.tail.FileOffset;
import io.millrace.connect.file.tail.PathGlob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.jspecify.annotations.Nullable;

/** Follows growing text files and makes a record of every line. */
public final class FileTailSourceConnector extends SpecSourceConnector {

  public FileTailSourceConnector() {
    super(FileTailConfig.SPEC, FileTailSourceTask.class);
  }

  /** Every record carries the exact position after it, and files keep what was read. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  /** Transactions may span polls; every record says where to go on, so any boundary is right. */
  @Override
  public ConnectorTransactionBoundaries canDefineTransactionBoundaries(
      Map<String, String> properties) {
    return ConnectorTransactionBoundaries.SUPPORTED;
  }

  /** Runs on the leader, which may not have the files: only the form can be checked. */
  @Override
  public boolean alterOffsets(
      Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
    List<PathGlob> paths =
        properties.isEmpty()
            ? List.of()
            : FileTailConfig.SPEC.read(properties).get(FileTailConfig.PATHS);
    offsets.forEach((partition, offset) -> check(paths, partition, offset));
    return true;
  }

  private static void check(
      List<PathGlob> paths, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    String path = String.valueOf(partition.get(FilePartition.FILE));
    boolean isOurs =
        Set.of(FilePartition.FILE, FilePartition.HOST).containsAll(partition.keySet())
            && partition.values().stream().allMatch(String.class::isInstance)
            && path.startsWith("/")
            && path.indexOf('\0') < 0;
    if (!isOurs) {
      throw new ConnectException(
          "Partition "
              + partition
              + " is not one of this connector: it must be {\"file\": \"<absolute path>\"}, with"
              + " \"host\": \"<name>\" beside it if offset.include.host is set.");
    }
    if (offset == null) {
      return;
    }
    if (!paths.isEmpty() && paths.stream().noneMatch(glob -> isOf(glob, path))) {
      throw new ConnectException(
          "File "
              + path
              + " is not one that paths matches; only a reset (null) of it is possible.");
    }
    try {
      FileOffset.fromMap(offset);
    } catch (IllegalArgumentException e) {
      throw new ConnectException("Offset of " + path + " is not valid: " + e.getMessage() + ".", e);
    }
  }

  // Files that come compressed are known by the path without that.
  private static boolean isOf(PathGlob glob, String path) {
    return glob.matches(Path.of(path)) || glob.matches(Path.of(path + ".gz"));
  }
}
