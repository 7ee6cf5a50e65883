package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The calls to the file system that appending needs; tests crash and fail in any of them. */
interface AppendDisk {

  Optional<DiskStat> stat(Path path) throws IOException;

  /** Opens a file, creating it and its directories; the new name survives a power failure. */
  AppendFile open(Path path) throws IOException;

  /** The last bytes of a file, or all if it has fewer. */
  byte[] tail(Path path, long count) throws IOException;

  /** The first bytes of a file, or all if it has fewer. */
  byte[] head(Path path, int count) throws IOException;

  /** The files in a directory; none when it is not there. */
  List<Path> list(Path directory) throws IOException;

  /** Renames, replacing what has the new name; the new name survives a power failure. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path path) throws IOException;

  /** When a file was last written, in milliseconds since 1970. */
  long modifiedAt(Path path) throws IOException;

  /** Takes the lock that this file stands for; empty when somebody else has it. */
  Optional<Closeable> lock(Path path) throws IOException;
}
