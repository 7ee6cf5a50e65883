package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The calls to the file system that following files needs. */
interface Disk {

  /** Looks at a path; empty when no regular file is there. */
  Optional<FileStat> stat(Path path) throws IOException;

  /** Opens a file; empty when it is not there. */
  Optional<OpenFile> open(Path path) throws IOException;

  /** The entries of a directory; empty when it is not there. */
  DirectoryEntries list(Path directory) throws IOException;
}
