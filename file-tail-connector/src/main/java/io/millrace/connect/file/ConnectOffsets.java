package io.millrace.connect.file;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.file.mapping.FileOrigin;
import io.millrace.connect.file.tail.FileOffset;
import io.millrace.connect.file.tail.StoredOffsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The offsets Connect stored; all paths are looked up in one call, which is a round trip. */
final class ConnectOffsets implements StoredOffsets {

  private final OffsetStorageReader reader;
  private final FileOrigin origin;

  ConnectOffsets(OffsetStorageReader reader, FileOrigin origin) {
    this.reader = reader;
    this.origin = origin;
  }

  @Override
  public Map<Path, FileOffset> of(Collection<Path> paths) {
    // A name that the worker's charset cannot hold is no path any more once it is text.
    Map<Map<String, String>, Path> asked = new HashMap<>();
    paths.forEach(path -> asked.put(origin.partitionOf(path), path));
    Map<Path, FileOffset> offsets = new HashMap<>();
    reader
        .offsets(asked.keySet())
        .forEach(
            (partition, offset) -> {
              Path path = asked.get(partition);
              if (offset != null && path != null) {
                offsets.put(path, parsed(path.toString(), offset));
              }
            });
    return offsets;
  }

  private static FileOffset parsed(String file, Map<String, ?> offset) {
    try {
      return FileOffset.fromMap(offset);
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(
          FailureKind.FATAL,
          "The stored offset of "
              + file
              + " cannot be read: "
              + e.getMessage()
              + ". Stop the connector and alter or reset that offset through the REST API.",
          e);
    }
  }
}
