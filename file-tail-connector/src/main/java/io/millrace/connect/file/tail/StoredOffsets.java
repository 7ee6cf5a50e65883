package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Where earlier tasks stopped. */
@FunctionalInterface
public interface StoredOffsets {

  /** Looks them up in one go; paths without an offset are left out. */
  Map<Path, FileOffset> of(Collection<Path> paths);
}
