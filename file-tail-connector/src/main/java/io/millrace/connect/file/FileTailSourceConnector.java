package io.millrace.connect.file;

import io.millrace.connect.common.task.SpecSourceConnector;
import io.millrace.connect.file.mapping.FilePartition;
import io.millrace.connect.file.tail.FileOffset;
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
    offsets.forEach(FileTailSourceConnector::check);
    return true;
  }

  private static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    Object file = partition.get(FilePartition.FILE);
    boolean isOurs =
        Set.of(FilePartition.FILE, FilePartition.HOST).containsAll(partition.keySet())
            && partition.values().stream().allMatch(String.class::isInstance)
            && file instanceof String path
            && path.startsWith("/");
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
    try {
      FileOffset.fromMap(offset);
    } catch (IllegalArgumentException e) {
      throw new ConnectException("Offset of " + file + " is not valid: " + e.getMessage() + ".", e);
    }
  }
}
