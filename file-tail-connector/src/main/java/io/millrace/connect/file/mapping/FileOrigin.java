package io.millrace.connect.file.mapping;

import java.nio.file.Path;
import java.util.Map;

/**
 * The machine that has the files.
 *
 * @param host its name
 * @param isPartOfOffset whether files of the same path on two machines have offsets of their own
 */
public record FileOrigin(String host, boolean isPartOfOffset) {

  /** The source partition of a path. */
  public FilePartition partitionOf(Path path) {
    String file = path.toString();
    return new FilePartition(
        isPartOfOffset
            ? Map.of(FilePartition.FILE, file, FilePartition.HOST, host)
            : Map.of(FilePartition.FILE, file));
  }
}
